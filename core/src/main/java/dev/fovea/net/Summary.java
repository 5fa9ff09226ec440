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
   * @param inputs the positions of the rows that it reads, or {@link Node#IMAGE}
   * @param output its output shape for one image
   * @param parameters how many numbers it learns
   * @param multiplyAdds what one image costs in the forward direction
   */
  public record Row(
      String name,
      String layer,
      List<Integer> inputs,
      Shape output,
      long parameters,
      long multiplyAdds) {

    /** Copies the inputs. */
    public Row {
      inputs = List.copyOf(inputs);
    }
  }

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
      long parameters =
          layer.tensors(inputs.get(i)).stream()
              .filter(tensor -> tensor.role().trained())
              .mapToLong(Tensor::size)
              .sum();
      rows.add(
          new Row(
              node.name(),
              layer.toString(),
              node.inputs(),
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

  /**
   * Multiply-adds of all layers together, for one image in the forward direction; the largest long
   * if there are more.
   */
  public long multiplyAdds() {
    return rows.stream().mapToLong(Row::multiplyAdds).reduce(0, Summary::sum);
  }

  private static long sum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }
}
