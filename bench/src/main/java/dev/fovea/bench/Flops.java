package dev.fovea.bench;

import dev.fovea.net.Network;
import dev.fovea.net.Node;
import dev.fovea.net.Summary;
import java.util.List;

/**
 * Floating-point operations of one image, counted as direct convolution: two for each multiply-add
 * of a convolution or dense layer. What else a network does, batch norm too, is not counted, so
 * that the figures of all sides and algorithms can be compared; fewer multiplications may pass 100
 * % of the peak.
 */
final class Flops {

  private Flops() {}

  /** Forward. */
  static long inference(Network network) {
    return 2 * Summary.of(network).multiplyAdds();
  }

  /**
   * Forward, the gradient of the weights, and the gradient of the input; the last not for layers
   * before which nothing learns, because nobody needs the gradient of the images.
   */
  static long training(Network network) {
    List<Summary.Row> rows = Summary.of(network).rows();
    boolean[] learns = new boolean[rows.size()]; // the layer or one that it reads
    long operations = 0;
    for (int i = 0; i < learns.length; i++) {
      Summary.Row row = rows.get(i);
      boolean before = row.inputs().stream().anyMatch(from -> from != Node.IMAGE && learns[from]);
      learns[i] = before || row.parameters() > 0;
      operations += 2 * row.multiplyAdds() * (before ? 3 : 2);
    }
    return operations;
  }
}
