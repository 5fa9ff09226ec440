package dev.fovea.report.picture;

import dev.fovea.net.Activation;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.Join;
import dev.fovea.net.Layer;
import dev.fovea.net.LogSoftmax;
import dev.fovea.net.Network;
import dev.fovea.net.Node;
import dev.fovea.net.Normalization;
import dev.fovea.net.Pooling;
import dev.fovea.net.Shape;
import dev.fovea.net.Softmax;
import dev.fovea.net.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The layers of a network gathered into the blocks of its diagram: what changes no shape goes with
 * the layer that it follows, and in a long network what shares the first part of its name is one.
 */
final class NetworkBlocks {

  /** More are too many to be looked at. */
  private static final int MOST = 26;

  /** Fewer would tell nothing. */
  private static final int FEWEST = 4;

  private final Network network;
  private final List<Shape> shapes;
  private final List<Summary.Row> rows;
  private final int[] readers;

  /** What a block is, for its colour. */
  enum Kind {
    IMAGE,
    CONVOLUTION,
    POOLING,
    DENSE,
    JOIN,
    OTHER,
    GROUP
  }

  /**
   * Layers that are drawn as one.
   *
   * @param name of the layer, or what the names of all begin with
   * @param kind what it is
   * @param notes what it does, in a few words each
   * @param shape of what comes out of it
   * @param parameters how many numbers it learns
   * @param inputs blocks that it reads, by their numbers
   * @param layers how many layers it stands for
   */
  record Block(
      String name,
      Kind kind,
      List<String> notes,
      Shape shape,
      long parameters,
      List<Integer> inputs,
      int layers) {

    /** Copies the lists. */
    Block {
      notes = List.copyOf(notes);
      inputs = List.copyOf(inputs);
    }
  }

  /** Positions of layers, one after the other. */
  private record Part(String group, List<Integer> nodes) {}

  private NetworkBlocks(Network network) {
    this.network = network;
    this.shapes = network.shapes();
    this.rows = Summary.of(network).rows();
    this.readers = new int[shapes.size()];
    for (Node node : network.nodes()) {
      node.inputs().stream().filter(from -> from != Node.IMAGE).forEach(from -> readers[from]++);
    }
  }

  /** The blocks of a network, the image first. */
  static List<Block> of(Network network) {
    NetworkBlocks blocks = new NetworkBlocks(network);
    List<Part> all = blocks.parts(false);
    if (all.size() > MOST) {
      List<Part> folded = blocks.parts(true);
      all = folded.size() >= FEWEST ? folded : all;
    }
    return blocks.blocks(all);
  }

  private List<Part> parts(boolean fold) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      String group = fold ? network.nodes().get(i).group() : "";
      Part last = parts.isEmpty() ? null : parts.getLast();
      boolean joins =
          last != null
              && last.group().equals(group)
              && (!group.isEmpty() || (follows(i) && isSmall(i)));
      if (joins) {
        last.nodes().add(i);
      } else {
        parts.add(new Part(group, new ArrayList<>(List.of(i))));
      }
    }
    return parts;
  }

  /** Whether a layer reads the one before it, which nothing else does. */
  private boolean follows(int node) {
    return network.nodes().get(node).inputs().equals(List.of(node - 1)) && readers[node - 1] == 1;
  }

  private boolean isSmall(int node) {
    return switch (network.nodes().get(node).layer()) {
      case Activation _, Normalization _, Dropout _, Softmax _, LogSoftmax _ -> true;
      case Flatten _ -> node > 0 && shapes.get(node).equals(shapes.get(node - 1));
      case Conv2d _, Dense _, Pooling _, Join _ -> false;
    };
  }

  private List<Block> blocks(List<Part> parts) {
    int[] blockOf = new int[shapes.size()];
    for (int p = 0; p < parts.size(); p++) {
      for (int node : parts.get(p).nodes()) {
        blockOf[node] = p + 1;
      }
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block("image", Kind.IMAGE, List.of(), network.input(), 0, List.of(), 0));
    for (int p = 0; p < parts.size(); p++) {
      blocks.add(block(parts.get(p), p + 1, blockOf));
    }
    return blocks;
  }

  private Block block(Part part, int number, int[] blockOf) {
    TreeSet<Integer> inputs = new TreeSet<>();
    long parameters = 0;
    for (int node : part.nodes()) {
      parameters += rows.get(node).parameters();
      for (int from : network.nodes().get(node).inputs()) {
        int block = from == Node.IMAGE ? 0 : blockOf[from];
        if (block != number) {
          inputs.add(block);
        }
      }
    }
    List<Integer> main = part.nodes().stream().filter(node -> !isSmall(node)).toList();
    List<Integer> shown = main.isEmpty() ? List.of(part.nodes().getFirst()) : main;
    boolean one = shown.size() == 1;
    boolean named = part.group().isEmpty() || part.nodes().size() == 1;
    return new Block(
        named ? network.nodes().get(part.nodes().getFirst()).name() : part.group(),
        one ? kind(layer(shown.getFirst())) : Kind.GROUP,
        one ? notes(part.nodes(), shown.getFirst()) : counts(shown),
        shapes.get(part.nodes().getLast()),
        parameters,
        List.copyOf(inputs),
        part.nodes().size());
  }

  private Layer layer(int node) {
    return network.nodes().get(node).layer();
  }

  private static Kind kind(Layer layer) {
    return switch (layer) {
      case Conv2d _ -> Kind.CONVOLUTION;
      case Pooling _ -> Kind.POOLING;
      case Dense _ -> Kind.DENSE;
      case Join _ -> Kind.JOIN;
      case Activation _, Normalization _, Dropout _, Flatten _, Softmax _, LogSoftmax _ ->
          Kind.OTHER;
    };
  }

  /** The layer, and those that go with it. */
  private List<String> notes(List<Integer> nodes, int main) {
    List<String> notes = new ArrayList<>(List.of(layer(main).toString()));
    String others =
        nodes.stream()
            .filter(node -> node != main)
            .map(node -> layer(node).toString())
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      notes.add("+ " + others);
    }
    return notes;
  }

  /** How many there are of each kind: {@code 4 conv, 2 add}. */
  private List<String> counts(List<Integer> nodes) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    nodes.forEach(node -> counts.merge(layer(node).kind(), 1, Integer::sum));
    return List.of(
        counts.entrySet().stream()
            .map(each -> each.getValue() + " " + each.getKey())
            .collect(Collectors.joining(", ")));
  }
}
