package dev.fovea.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts a network together layer by layer, branches too:
 *
 * <pre>{@code
 * NetworkBuilder net = new NetworkBuilder("tiny-residual", new Shape(1, 28, 28));
 * int x = net.add(new Conv2d(8, 3).withPadding(1));
 * net.add(new Relu());
 * int y = net.add(new Conv2d(8, 3).withPadding(1));
 * net.add(new Add(), x, y);
 * net.add(new Flatten());
 * net.add(new Dense(10));
 * Network network = net.build();
 * }</pre>
 *
 * <p>Layers are named by kind and number, {@code conv1}, {@code conv2}, unless they are given a
 * name.
 */
public final class NetworkBuilder {

  private final String name;
  private final Shape input;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Integer> count = new HashMap<>();

  /** Begins a network for images of this shape. */
  public NetworkBuilder(String name, Shape input) {
    this.name = name;
    this.input = input;
  }

  /** Adds a layer that reads the one added last, or the image; returns its number. */
  public int add(Layer layer) {
    return add(layer, last());
  }

  /** Adds a layer that reads these, which are numbers of layers or {@link Node#IMAGE}. */
  public int add(Layer layer, int... inputs) {
    int number = count.merge(layer.kind(), 1, Integer::sum);
    return add(layer.kind() + number, layer, inputs);
  }

  /** Adds a layer with a name of its own that reads the one added last, or the image. */
  public int add(String node, Layer layer) {
    return add(node, layer, last());
  }

  /** Adds a layer with a name of its own; it reads these. */
  public int add(String node, Layer layer, int... inputs) {
    nodes.add(new Node(node, layer, Arrays.stream(inputs).boxed().toList()));
    return last();
  }

  /** The number of the layer added last; {@link Node#IMAGE} if there is none. */
  public int last() {
    return nodes.size() - 1;
  }

  /**
   * The network.
   *
   * @throws IllegalArgumentException if a layer cannot take what comes in, naming the layer, or a
   *     layer that is not the last feeds no other
   */
  public Network build() {
    return new Network(name, input, nodes);
  }
}
