package dev.fovea.engine;

import dev.fovea.engine.kernel.BlockCorrelation;
import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.Windows;
import dev.fovea.net.Activation;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.Join;
import dev.fovea.net.Layer;
import dev.fovea.net.LogSoftmax;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Node;
import dev.fovea.net.Normalization;
import dev.fovea.net.Padding;
import dev.fovea.net.Pooling;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.net.Softmax;
import java.util.ArrayList;
import java.util.List;

/**
 * From the layers of a network to the steps for a single image, its parameters packed into them.
 *
 * <p>ReLU works in place, and a flattened value mostly stays where it is, as the dense layer that
 * reads it has a table of its elements anyway.
 */
final class BlockSteps {

  private final Network network;
  private final float[] parameters;
  private final int[] borders;
  private final boolean[] listed;
  private final Blocks image;
  private final List<Blocks> values = new ArrayList<>();
  private final List<BlockStep> steps = new ArrayList<>();
  private final List<Reach> placed = new ArrayList<>();
  private int parametersAt;
  private int size;

  /**
   * Packs the parameters.
   *
   * @throws ArithmeticException if something is larger than an array can be
   */
  BlockSteps(Network network, float[] parameters) {
    this.network = network;
    this.parameters = parameters;
    int nodes = network.nodes().size();
    this.borders = new int[nodes + 1];
    this.listed = new boolean[nodes + 1];
    listed[nodes] = true; // the logits
    for (int i = nodes - 1; i >= 0; i--) {
      learnFromReader(i);
    }
    boolean floats =
        switch (network.nodes().getFirst().layer()) {
          case Conv2d _, Dense _, Flatten _ -> true;
          case Pooling _, Activation _, Normalization _, Join _, Dropout _ -> false;
          case Softmax _, LogSoftmax _ -> false;
        };
    this.image = allocate(network.input(), floats ? 1 : Lanes.COUNT, borders[0]);
    List<Shape> shapes = network.shapes();
    for (int i = 0; i < nodes; i++) {
      values.add(place(i, value(input(i)), shapes.get(i)));
    }
  }

  /** Where the image is to be put. */
  Blocks image() {
    return image;
  }

  /** Where the last layer leaves its output. */
  Blocks output() {
    return values.getLast();
  }

  /** Floats of all values. */
  int size() {
    return size;
  }

  /** Where each value lies with its border. */
  List<Reach> placed() {
    return List.copyOf(placed);
  }

  /** What runs, in order. */
  List<BlockStep> steps() {
    return List.copyOf(steps);
  }

  private Blocks value(int node) {
    return node == Node.IMAGE ? image : values.get(node);
  }

  private int input(int node) {
    return network.nodes().get(node).inputs().getFirst();
  }

  /**
   * Of a reader's input: the border that it needs, and whether it takes the elements one by one
   * from a list, so that it does not matter where they lie.
   */
  private void learnFromReader(int reader) {
    int in = input(reader) + 1;
    int out = reader + 1;
    switch (network.nodes().get(reader).layer()) {
      case Conv2d conv when conv.dilation() == 1 && conv.groups() == 1 ->
          borders[in] = conv.sides(network.inputShapes().get(reader)).most();
      case Relu relu -> passOn(in, out);
      case Dropout dropout -> passOn(in, out);
      case Dense dense -> listed[in] = true;
      case Flatten flatten -> listed[in] = true;
      case MaxPool2d pool -> {}
      default -> throw unsupported(reader);
    }
  }

  private void passOn(int in, int out) {
    borders[in] = borders[out];
    listed[in] = listed[out];
  }

  private Blocks place(int node, Blocks in, Shape shape) {
    Layer layer = network.nodes().get(node).layer();
    return switch (layer) {
      case Relu relu -> {
        steps.add(new BlockStep.Rectify(in.view()));
        yield in;
      }
      case Dropout dropout -> in;
      case Flatten flatten when listed[node + 1] && in.lanes() == Lanes.COUNT -> in;
      case Flatten flatten -> {
        Blocks out = allocate(shape, Lanes.COUNT, borders[node + 1]);
        steps.add(new BlockStep.Copy(in.elements(), out.elements()));
        yield out;
      }
      case MaxPool2d pool -> {
        Blocks out = allocate(shape, Lanes.COUNT, borders[node + 1]);
        Windows windows = MaxPoolStep.windows(pool, in.view(), out.view());
        steps.add(new BlockStep.Pool(windows, in.at(), out.at(), in.blocks()));
        yield out;
      }
      case Conv2d conv -> {
        Blocks out = allocate(shape, Lanes.COUNT, borders[node + 1]);
        int stride = conv.stride();
        Padding.Sides sides = conv.sides(in.shape());
        int corner = in.at() - sides.top() * in.rowStride() - sides.left() * in.lanes();
        sum(
            in.offsets(conv.kernelHeight(), conv.kernelWidth()),
            Offsets.shift(
                Offsets.grid(
                    shape.height(), shape.width(), stride * in.rowStride(), stride * in.lanes()),
                corner),
            out,
            conv.bias());
        yield out;
      }
      case Dense dense -> {
        Blocks out = allocate(shape, Lanes.COUNT, borders[node + 1]);
        sum(
            in.offsets(in.shape().height(), in.shape().width()),
            new int[] {in.at()},
            out,
            dense.bias());
        yield out;
      }
      default -> throw unsupported(node);
    };
  }

  private IllegalArgumentException unsupported(int node) {
    Node at = network.nodes().get(node);
    return new IllegalArgumentException(
        "network %s, layer %s (%s): cannot predict one image yet"
            .formatted(network.name(), at.name(), at.layer()));
  }

  private void sum(int[] inTap, int[] inPos, Blocks out, boolean bias) {
    Shape shape = out.shape();
    int[] outPos = Offsets.grid(shape.height(), shape.width(), out.rowStride(), Lanes.COUNT);
    BlockCorrelation values =
        new BlockCorrelation(
            inTap, inPos, Offsets.shift(outPos, out.at()), out.blockStride(), shape.channels());
    steps.add(new BlockStep.Sum(values, pack(values, bias)));
  }

  /** From {@code [channel][tap]} and {@code [channel]} to {@code [block][1 + tap][16]}. */
  private float[] pack(BlockCorrelation g, boolean bias) {
    long block = (1L + g.taps()) * Lanes.COUNT;
    float[] packed = new float[Math.toIntExact(Math.multiplyExact(g.blocks(), block))];
    int biasAt = parametersAt + g.channels() * g.taps();
    for (int c = 0; c < g.channels(); c++) {
      int to = c / Lanes.COUNT * g.weightBlock() + c % Lanes.COUNT;
      packed[to] = bias ? parameters[biasAt + c] : 0;
      for (int t = 0; t < g.taps(); t++) {
        packed[to + (1 + t) * Lanes.COUNT] = parameters[parametersAt + c * g.taps() + t];
      }
    }
    parametersAt = biasAt + (bias ? g.channels() : 0);
    return packed;
  }

  private Blocks allocate(Shape shape, int lanes, int border) {
    Blocks value = Blocks.of(shape, lanes, border, size);
    placed.add(new Reach(Reach.Place.BLOCK, size, size + (long) value.size()));
    size += value.size();
    return value;
  }
}
