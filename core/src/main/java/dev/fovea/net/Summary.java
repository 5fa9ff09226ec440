package dev.fovea.net;

import java.util.ArrayList;
import java.util.List;

/**
 * The table of a network: a row for each layer.
 *
 * @param network whose table it is
 * @param rows one for each node, in order
 */
public record Summary(Network network, List<Row> rows) {

  /**
   * One layer.
   *
   * @param name the node's name
   * @param layer what it is, with its settings
   * @param output its output shape for one image
   * @param parameters how many numbers it learns
   * @param multiplyAdds what one image costs in the forward direction
   */
  public record Row(String name, String layer, Shape output, long parameters, long multiplyAdds) {}

  /** Copies the rows. */
  public Summary {
    rows = List.copyOf(rows);
  }

  /** Makes the table of a network. */
  public static Summary of(Network network) {
    List<Row> rows = new ArrayList<>();
    List<Shape> inputs = network.inputShapes();
    List<Shape> outputs = network.shapes();
    for (int i = 0; i < outputs.size(); i++) {
      Node node = network.nodes().get(i);
      Layer layer = node.layer();
      long parameters = layer.tensors(inputs.get(i)).stream().mapToLong(Tensor::size).sum();
      rows.add(
          new Row(
              node.name(),
              layer.toString(),
              outputs.get(i),
              parameters,
              layer.multiplyAdds(inputs.get(i))));
    }
    return new Summary(network, rows);
  }

  /** Parameters of all layers together. */
  public long parameters() {
    return rows.stream().mapToLong(Row::parameters).sum();
  }

  /** Multiply-adds of all layers together, for one image in the forward direction. */
  public long multiplyAdds() {
    return rows.stream().mapToLong(Row::multiplyAdds).sum();
  }
}
