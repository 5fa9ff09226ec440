package dev.fovea.net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a network is: an immutable graph of layers, checked when it is defined. It holds no arrays;
 * a {@code Model} joins it with trained parameters.
 *
 * <p>The nodes stand in an order in which each one comes after its inputs; the last one is the
 * output. Every other node feeds at least one later node; where it feeds several, these are
 * branches, which a {@link Join} makes one again. {@link NetworkBuilder} makes such a graph.
 *
 * @param name what the network is called: {@code lenet}
 * @param input the shape of one image
 * @param nodes the layers in order
 */
public record Network(String name, Shape input, List<Node> nodes) {

  /**
   * Checks the graph and every shape.
   *
   * @throws IllegalArgumentException if a layer cannot take what comes in, naming the layer, or if
   *     the nodes are no graph as described above
   */
  public Network {
    nodes = List.copyOf(nodes);
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("network " + name + " has no layers");
    }
    checkGraph(name, nodes);
    checkSizes(name, nodes, shapes(name, input, nodes), input);
  }

  /**
   * A network whose layers stand one after the other. They are named by kind and number: {@code
   * conv1}, {@code pool1}, {@code conv2}.
   */
  public static Network of(String name, Shape input, Layer... layers) {
    NetworkBuilder network = new NetworkBuilder(name, input);
    for (Layer layer : layers) {
      network.add(layer);
    }
    return network.build();
  }

  /**
   * The same layers for other images and another number of classes: what comes between follows, and
   * the last {@link Dense} layer has as many outputs as there are classes.
   *
   * @throws IllegalArgumentException if a layer cannot take what comes in then, naming the layer,
   *     or there is no dense layer at the end whose outputs could be the classes
   */
  public Network fittedTo(Shape input, int classes) {
    List<Node> fitted = new ArrayList<>(nodes);
    int last = nodes.size() - 1;
    while (last >= 0 && keepsSize(nodes.get(last).layer())) {
      last--;
    }
    if (last < 0 || !(nodes.get(last).layer() instanceof Dense)) {
      throw new IllegalArgumentException(
          "network %s has no dense layer at its end that could tell %d classes apart"
              .formatted(name, classes));
    }
    Node head = nodes.get(last);
    boolean bias = ((Dense) head.layer()).bias();
    fitted.set(last, new Node(head.name(), new Dense(classes, bias), head.inputs()));
    return new Network(name, input, fitted);
  }

  /**
   * The part of the network that leads to one of its layers, whose output becomes the output.
   *
   * @throws IllegalArgumentException if there is no layer of that name
   */
  public Network upTo(String node) {
    int last = 0;
    while (last < nodes.size() && !nodes.get(last).name().equals(node)) {
      last++;
    }
    if (last == nodes.size()) {
      String names = String.join(", ", nodes.stream().map(Node::name).toList());
      throw new IllegalArgumentException(
          "network %s has no layer %s: it has %s".formatted(name, node, names));
    }
    boolean[] needed = new boolean[last + 1];
    needed[last] = true;
    for (int i = last; i >= 0; i--) {
      for (int from : needed[i] ? nodes.get(i).inputs() : List.<Integer>of()) {
        if (from != Node.IMAGE) {
          needed[from] = true;
        }
      }
    }
    Map<Integer, Integer> places = new HashMap<>(Map.of(Node.IMAGE, Node.IMAGE));
    List<Node> kept = new ArrayList<>();
    for (int i = 0; i <= last; i++) {
      if (needed[i]) {
        Node n = nodes.get(i);
        kept.add(new Node(n.name(), n.layer(), n.inputs().stream().map(places::get).toList()));
        places.put(i, kept.size() - 1);
      }
    }
    return new Network(name, input, kept);
  }

  private static boolean keepsSize(Layer layer) {
    return switch (layer) {
      case Activation _, Dropout _, Softmax _, LogSoftmax _ -> true;
      case Conv2d _, Dense _, Pooling _, Normalization _, Join _, Flatten _ -> false;
    };
  }

  /** The output shape of each node, in order. */
  public List<Shape> shapes() {
    return shapes(name, input, nodes);
  }

  /** The shape that comes out at the end. */
  public Shape output() {
    return shapes().getLast();
  }

  /** The shape of the first input of each node, in order; only a {@link Join} has more. */
  public List<Shape> inputShapes() {
    List<Shape> shapes = shapes();
    return nodes.stream().map(node -> inputShape(node.inputs().getFirst(), input, shapes)).toList();
  }

  /** All tensors in the order of their nodes, with full names: {@code conv1.weight}. */
  public List<Tensor> tensors() {
    List<Shape> inputs = inputShapes();
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      node.layer().tensors(inputs.get(i)).forEach(t -> tensors.add(t.in(node.name())));
    }
    return tensors;
  }

  /** How many numbers are learnt from their gradient. */
  public long parameterCount() {
    long count = 0;
    for (Tensor tensor : tensors()) {
      count = Math.addExact(count, tensor.role().trained() ? tensor.size() : 0);
    }
    return count;
  }

  /** How many numbers all tensors hold, also those that are measured and not learnt. */
  public long numberCount() {
    long count = 0;
    for (Tensor tensor : tensors()) {
      count = Math.addExact(count, tensor.size());
    }
    return count;
  }

  private static Shape inputShape(int from, Shape image, List<Shape> outputs) {
    return from == Node.IMAGE ? image : outputs.get(from);
  }

  private static List<Shape> shapes(String name, Shape input, List<Node> nodes) {
    List<Shape> shapes = new ArrayList<>();
    for (Node node : nodes) {
      List<Shape> in = node.inputs().stream().map(i -> inputShape(i, input, shapes)).toList();
      try {
        shapes.add(node.layer().output(in));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "network %s, layer %s (%s) with input %s: %s"
                .formatted(name, node.name(), node.layer(), text(in), e.getMessage()),
            e);
      }
    }
    return List.copyOf(shapes);
  }

  private static String text(List<Shape> shapes) {
    return String.join(" and ", shapes.stream().map(Shape::toString).toList());
  }

  private static void checkSizes(String name, List<Node> nodes, List<Shape> shapes, Shape input) {
    long count = 0;
    for (Node node : nodes) {
      try {
        for (Tensor tensor :
            node.layer().tensors(inputShape(node.inputs().getFirst(), input, shapes))) {
          count = Math.addExact(count, tensor.size());
        }
      } catch (ArithmeticException e) {
        throw refusal(name, node, "too many parameters", e);
      } catch (IllegalArgumentException e) {
        throw refusal(name, node, e.getMessage(), e);
      }
    }
  }

  private static IllegalArgumentException refusal(
      String network, Node node, String why, RuntimeException cause) {
    return new IllegalArgumentException(
        "network %s, layer %s (%s): %s".formatted(network, node.name(), node.layer(), why), cause);
  }

  private static void checkGraph(String name, List<Node> nodes) {
    Set<String> names = new HashSet<>();
    Set<Integer> fed = new HashSet<>();
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      String where = "network " + name + ", layer " + node.name() + ": ";
      if (!names.add(node.name())) {
        throw new IllegalArgumentException(where + "the name is used twice");
      }
      if (node.inputs().isEmpty()) {
        throw new IllegalArgumentException(where + "needs an input");
      }
      for (int from : node.inputs()) {
        if (from < Node.IMAGE || from >= i) {
          throw new IllegalArgumentException(where + "its input must come before it");
        }
        fed.add(from);
      }
    }
    for (int i = 0; i < nodes.size() - 1; i++) {
      if (!fed.contains(i)) {
        throw new IllegalArgumentException(
            "network %s, layer %s: feeds no other layer, but only the last one is the output"
                .formatted(name, nodes.get(i).name()));
      }
    }
  }
}
