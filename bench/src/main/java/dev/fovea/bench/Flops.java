package dev.fovea.bench;

import dev.fovea.net.Network;
import dev.fovea.net.Summary;

/**
 * Floating-point operations of one image, counted as direct convolution: two for each multiply-add
 * of a convolution or dense layer. What else a network does is not counted, so that the figures of
 * all sides and algorithms can be compared; fewer multiplications may pass 100 % of the peak.
 */
final class Flops {

  private Flops() {}

  /** Forward. */
  static long inference(Network network) {
    return 2 * Summary.of(network).multiplyAdds();
  }

  /**
   * Forward, the gradient of the weights, and the gradient of the input; the last not for the first
   * layer that learns, because nobody needs the gradient of the images.
   */
  static long training(Network network) {
    long first =
        Summary.of(network).rows().stream()
            .mapToLong(Summary.Row::multiplyAdds)
            .filter(n -> n > 0)
            .findFirst()
            .orElse(0);
    return 3 * inference(network) - 2 * first;
  }
}
