package dev.fovea.engine;

import dev.fovea.engine.kernel.Lanes;
import dev.fovea.net.Activation;
import dev.fovea.net.Add;
import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Concat;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.LayerNorm;
import dev.fovea.net.LocalResponseNorm;
import dev.fovea.net.LogSoftmax;
import dev.fovea.net.Node;
import dev.fovea.net.Pooling;
import dev.fovea.net.Shape;
import dev.fovea.net.Softmax;
import java.util.ArrayList;
import java.util.List;

/**
 * Where each value of a single image lies, and what memory the steps over them will take: known
 * before any of it is asked for.
 *
 * <p>Activations work in place where nobody else reads their input, and a flattened value mostly
 * stays where it is, as the dense layer that reads it has a table of its elements anyway.
 */
final class BlockLayout {

  private final Graph graph;
  private final boolean[] listed;
  private final Blocks image;
  private final List<Blocks> values = new ArrayList<>();
  private final List<Reach> placed = new ArrayList<>();
  private int size;

  /**
   * Places all values.
   *
   * @throws ArithmeticException if they end beyond what an int can count
   */
  BlockLayout(Graph graph) {
    this.graph = graph;
    int nodes = graph.nodes();
    this.listed = new boolean[nodes];
    for (int i = nodes - 1; i >= 0; i--) {
      listed[i] = graph.readers(i).stream().allMatch(this::takesAList);
    }
    boolean floats = graph.readers(Node.IMAGE).stream().allMatch(this::takesFloats);
    this.image =
        allocate(graph.shape(Node.IMAGE), floats ? 1 : Lanes.COUNT, graph.valueBorder(Node.IMAGE));
    for (int i = 0; i < nodes; i++) {
      values.add(place(i));
    }
  }

  /** Where the output of a node lies, or the image. */
  Blocks value(int node) {
    return node == Node.IMAGE ? image : values.get(node);
  }

  /** Floats of all values. */
  int size() {
    return size;
  }

  /** Where each value lies with its border. */
  List<Reach> placed() {
    return List.copyOf(placed);
  }

  /**
   * Floats of the values, of the packed weights and of the tables, whose entries are as large.
   *
   * @throws ArithmeticException if they are more than a long can count
   * @throws IllegalArgumentException if a pooling has windows of too many shapes
   */
  long memory() {
    long floats = size;
    for (int i = 0; i < graph.nodes(); i++) {
      floats = Math.addExact(floats, memory(i));
    }
    return floats;
  }

  private long memory(int node) {
    long in = value(graph.input(node)).shape().size();
    Shape out = value(node).shape();
    return switch (graph.layer(node)) {
      case Conv2d conv -> {
        long kernel = (long) conv.kernelHeight() * conv.kernelWidth();
        yield sum(graph.inputShape(node).channels() * kernel, out);
      }
      case Dense _ -> sum(in, out);
      case Flatten _ -> value(node).equals(value(graph.input(node))) ? 0 : in + out.size();
      case LayerNorm _ -> in + 3L * out.size(); // a weight and a bias of each element as well
      case LocalResponseNorm _, Softmax _, LogSoftmax _ -> in + out.size();
      case Concat _ -> 2L * out.size(); // what it joins is as large as what comes out
      case Pooling pool -> PoolWindows.entries(pool, graph.inputShape(node), out);
      case BatchNorm2d _, Activation _, Dropout _, Add _ -> 0;
    };
  }

  /** A table of the taps, two of the positions, and weights for blocks of sixteen channels. */
  private static long sum(long taps, Shape out) {
    long positions = (long) out.height() * out.width();
    long weights = Math.multiplyExact(Lanes.padded(out.channels()), 1 + taps);
    return Math.addExact(weights, taps + 2 * positions);
  }

  /** Whether a reader takes elements one by one from a list, so that it does not matter where. */
  private boolean takesAList(int reader) {
    return switch (graph.layer(reader)) {
      case Dense _, Flatten _, Concat _, LayerNorm _, Softmax _, LogSoftmax _ -> true;
      case Activation _, Dropout _ -> graph.over(reader) >= 0 && listed[reader];
      case Conv2d _, Pooling _, BatchNorm2d _, LocalResponseNorm _, Add _ -> false;
    };
  }

  /** Whether a reader of the image does not mind if channels are not side by side. */
  private boolean takesFloats(int reader) {
    return switch (graph.layer(reader)) {
      case Conv2d _, Dense _, Flatten _ -> true;
      default -> false;
    };
  }

  private Blocks place(int node) {
    Blocks in = value(graph.input(node));
    int over = graph.over(node);
    return switch (graph.layer(node)) {
      case Flatten _ when listed[node] && in.lanes() == Lanes.COUNT -> in;
      // Only what works element by element is ever over an input; dropout always is.
      default -> over < 0 ? allocate(node) : value(graph.inputs(node).get(over));
    };
  }

  private Blocks allocate(int node) {
    return allocate(graph.shape(node), Lanes.COUNT, graph.valueBorder(node));
  }

  private Blocks allocate(Shape shape, int lanes, int border) {
    Blocks value = Blocks.of(shape, lanes, border, size);
    placed.add(new Reach(Reach.Place.BLOCK, size, size + (long) value.size()));
    size += value.size();
    return value;
  }
}
