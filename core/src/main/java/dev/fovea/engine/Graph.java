package dev.fovea.engine;

import dev.fovea.net.Activation;
import dev.fovea.net.AdaptiveAvgPool2d;
import dev.fovea.net.Add;
import dev.fovea.net.AvgPool2d;
import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Concat;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.Gelu;
import dev.fovea.net.Layer;
import dev.fovea.net.LayerNorm;
import dev.fovea.net.LeakyRelu;
import dev.fovea.net.LocalResponseNorm;
import dev.fovea.net.LogSoftmax;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Node;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.net.Sigmoid;
import dev.fovea.net.Silu;
import dev.fovea.net.Softmax;
import dev.fovea.net.Tanh;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a network's nodes before any of their values has a place: who reads them, which
 * of them lead to parameters, what may be overwritten, which zeros a reader wants around a value.
 *
 * <p>Node {@link Node#IMAGE} is the image.
 */
final class Graph {

  private final Network network;
  private final boolean training;
  private final List<Shape> shapes;
  private final List<List<Integer>> readers = new ArrayList<>();
  private final boolean[] learns;
  private final int[] over;
  private final int[] borders;

  Graph(Network network, boolean training) {
    this.network = network;
    this.training = training;
    this.shapes = network.shapes();
    int nodes = network.nodes().size();
    for (int i = Node.IMAGE; i < nodes; i++) {
      readers.add(new ArrayList<>());
    }
    for (int i = 0; i < nodes; i++) {
      for (int input : inputs(i)) {
        readers(input).add(i);
      }
    }
    this.learns = new boolean[nodes];
    this.over = new int[nodes];
    for (int i = 0; i < nodes; i++) {
      learns[i] = trained(i) || inputs(i).stream().anyMatch(this::learns);
      over[i] = findOver(i);
    }
    this.borders = new int[nodes + 1];
    for (int i = nodes - 1; i >= 0; i--) {
      for (int k = 0; k < inputs(i).size(); k++) {
        int input = inputs(i).get(k) + 1;
        borders[input] = Math.max(borders[input], neededBorder(i, k));
      }
    }
  }

  private boolean trained(int node) {
    return layer(node).tensors(inputShape(node)).stream().anyMatch(t -> t.role().trained());
  }

  int nodes() {
    return network.nodes().size();
  }

  Layer layer(int node) {
    return network.nodes().get(node).layer();
  }

  List<Integer> inputs(int node) {
    return network.nodes().get(node).inputs();
  }

  /** The first input of a node. */
  int input(int node) {
    return inputs(node).getFirst();
  }

  /** The shape of a node's output, or of the image. */
  Shape shape(int node) {
    return node == Node.IMAGE ? network.input() : shapes.get(node);
  }

  Shape inputShape(int node) {
    return shape(input(node));
  }

  /** Who reads a node, in order; one that reads it twice is there twice. */
  List<Integer> readers(int node) {
    return readers.get(node + 1);
  }

  /** Whether a node's output depends on parameters, so that its gradient leads somewhere. */
  boolean learns(int node) {
    return node != Node.IMAGE && learns[node];
  }

  /** The max pooling that alone reads a node; -1 if none does. */
  int pool(int node) {
    return node != Node.IMAGE
            && readers(node).size() == 1
            && layer(readers(node).getFirst()) instanceof MaxPool2d
        ? readers(node).getFirst()
        : -1;
  }

  /** Whether a convolution and the pooling that reads it are one step. */
  boolean joins(int node) {
    return node != Node.IMAGE
        && layer(node) instanceof Conv2d conv
        && conv.groups() == 1
        && pool(node) >= 0
        && !learns(input(node))
        && tiling(node).isEmpty()
        && layer(pool(node)) instanceof MaxPool2d pool
        && pool.stride() >= pool.kernel()
        && pool.padding() == 0
        && !pool.ceilMode();
  }

  /**
   * Whether a batch normalisation and the pooling that reads it are one step: each element lies in
   * one window.
   */
  boolean poolsNormal(int node) {
    return node != Node.IMAGE
        && layer(node) instanceof BatchNorm2d
        && pool(node) >= 0
        && layer(pool(node)) instanceof MaxPool2d pool
        && pool.stride() == pool.kernel()
        && pool.padding() == 0
        && shape(node).height() % pool.kernel() == 0
        && shape(node).width() % pool.kernel() == 0;
  }

  /**
   * The last node whose work the steps of a batch normalisation do as well: a pooling and a ReLU
   * may follow it.
   */
  int normalEnd(int node) {
    int end = poolsNormal(node) ? pool(node) : node;
    List<Integer> next = readers(end);
    return next.size() == 1 && layer(next.getFirst()) instanceof Relu ? next.getFirst() : end;
  }

  /** Whether a node has no step of its own, because one before it does its work. */
  boolean absorbed(int node) {
    int norm = input(node);
    if (joins(norm) || poolsNormal(norm)) {
      return true;
    }
    if (norm != Node.IMAGE && poolsNormal(input(norm))) {
      norm = input(norm);
    }
    return norm != Node.IMAGE && layer(norm) instanceof BatchNorm2d && node == normalEnd(norm);
  }

  /**
   * Whether the gradient of a convolution's output can lie over the output: who reads it notes what
   * it needs of it, or needs it no longer.
   */
  boolean gradientOverValue(int node) {
    return layer(node) instanceof Conv2d
        && readers(node).size() == 1
        && (pool(node) >= 0 || poolsNormal(readers(node).getFirst()))
        && gradientBorder(node) == 0;
  }

  /** The tiles of a convolution that is cut into some. */
  Optional<Tiling> tiling(int node) {
    return layer(node) instanceof Conv2d conv
        ? Tiling.of(conv, inputShape(node), shape(node))
        : Optional.empty();
  }

  /** Which of its inputs a node overwrites with its output; -1 if it has a place of its own. */
  int over(int node) {
    return over[node];
  }

  private int findOver(int node) {
    if (layer(node) instanceof Dropout && !training) {
      return 0; // it does nothing, so that nothing is overwritten
    }
    boolean may =
        switch (layer(node)) {
          case Relu _, LeakyRelu _, Sigmoid _, Tanh _, Dropout _, Add _ -> true;
          // Their way back needs what came in.
          case Gelu _, Silu _, BatchNorm2d _ -> !training;
          case Conv2d _, Dense _, MaxPool2d _, AvgPool2d _, AdaptiveAvgPool2d _ -> false;
          case LayerNorm _, LocalResponseNorm _, Softmax _, LogSoftmax _ -> false;
          case Flatten _, Concat _ -> false;
        };
    // Of a sum one of the first two, so that it is added in one order whatever may be overwritten.
    for (int k = 0; may && k < Math.min(2, inputs(node).size()); k++) {
      if (overwritable(inputs(node).get(k), layer(node))) {
        return k;
      }
    }
    return -1;
  }

  /**
   * Whether the only reader of a value may overwrite it: nobody else looks at these floats again,
   * not even the layers that made them when they go backward.
   *
   * @param by the reader
   */
  private boolean overwritable(int node, Layer by) {
    int at = node;
    while (at != Node.IMAGE && readers(at).size() == 1 && !(training && keeps(layer(at), by))) {
      int below = layer(at) instanceof Flatten ? 0 : over[at];
      if (below < 0) {
        return true;
      }
      at = inputs(at).get(below);
    }
    return false;
  }

  /**
   * Whether the way back of a layer needs its own output as it was. A rectifier looks at the sign
   * alone, which other rectifiers and dropout keep: a dropped element is zero, but so is the
   * gradient that comes back to it.
   */
  private static boolean keeps(Layer layer, Layer by) {
    return switch (layer) {
      case Relu _, LeakyRelu _ ->
          !(by instanceof Relu || by instanceof LeakyRelu || by instanceof Dropout);
      case Sigmoid _, Tanh _, Softmax _, LogSoftmax _ -> true;
      case Conv2d _, Dense _, MaxPool2d _, AvgPool2d _, AdaptiveAvgPool2d _ -> false;
      case BatchNorm2d _, LayerNorm _, LocalResponseNorm _ -> false;
      case Gelu _, Silu _, Dropout _, Flatten _, Add _, Concat _ -> false;
    };
  }

  /**
   * Whether a layer computes each element of its input's gradient from the same element of its
   * output's, so that both can be the same floats.
   */
  boolean gradientInPlace(int node) {
    return switch (layer(node)) {
      case Activation _, Dropout _, Add _, BatchNorm2d _, LayerNorm _ -> true;
      case Conv2d _, Dense _, MaxPool2d _, AvgPool2d _, AdaptiveAvgPool2d _ -> false;
      case LocalResponseNorm _, Softmax _, LogSoftmax _, Flatten _, Concat _ -> false;
    };
  }

  /** The padding of the convolutions that read a value, also through what works in place. */
  int valueBorder(int node) {
    return borders[node + 1];
  }

  private int neededBorder(int reader, int input) {
    if (layer(reader) instanceof Conv2d conv) {
      return conv.sides(inputShape(reader)).most();
    }
    return over[reader] == input ? valueBorder(reader) : 0;
  }

  /** The border that the convolution that made a value needs around the value's gradient. */
  int gradientBorder(int node) {
    if (layer(node) instanceof Conv2d conv && learns(input(node)) && tiling(node).isEmpty()) {
      return ConvStep.gradientBorder(conv, inputShape(node), shape(node));
    }
    return 0;
  }
}
