package dev.fovea.inspect;

import dev.fovea.data.InputException;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Network;
import dev.fovea.net.Node;
import java.util.List;
import java.util.Optional;

/** Which layers of a network can be looked at. */
public final class Layers {

  private Layers() {}

  /** The names of the convolutions, in order. */
  public static List<String> convolutions(Network network) {
    return network.nodes().stream()
        .filter(node -> node.layer() instanceof Conv2d)
        .map(Node::name)
        .toList();
  }

  /**
   * The last convolution: the usual place for {@link GradCam}.
   *
   * @throws InputException if there is none
   */
  public static String lastConvolution(Network network) {
    List<String> names = convolutions(network);
    if (names.isEmpty()) {
      throw new InputException("network %s has no convolution".formatted(network.name()));
    }
    return names.getLast();
  }

  /**
   * The layer whose output the classes are told apart by: what goes into the last dense layer, or
   * without one into the last layer. There is none if that reads the image.
   */
  public static Optional<String> features(Network network) {
    List<Node> nodes = network.nodes();
    int last = nodes.size() - 1;
    for (int n = 0; n < nodes.size(); n++) {
      last = nodes.get(n).layer() instanceof Dense ? n : last;
    }
    int input = nodes.get(last).inputs().getFirst();
    return input == Node.IMAGE ? Optional.empty() : Optional.of(nodes.get(input).name());
  }

  /**
   * The position of a layer.
   *
   * @throws InputException if there is none of that name
   */
  static int find(Network network, String layer) {
    List<String> names = network.nodes().stream().map(Node::name).toList();
    int node = names.indexOf(layer);
    if (node < 0) {
      throw new InputException(
          "network %s has no layer %s: it has %s"
              .formatted(network.name(), layer, String.join(", ", names)));
    }
    return node;
  }
}
