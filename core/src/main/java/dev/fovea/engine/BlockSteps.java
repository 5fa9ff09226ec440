package dev.fovea.engine;

import dev.fovea.engine.kernel.Averages;
import dev.fovea.engine.kernel.BlockCorrelation;
import dev.fovea.engine.kernel.Curve;
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
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Node;
import dev.fovea.net.Padding;
import dev.fovea.net.Pooling;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.net.Softmax;
import dev.fovea.net.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * From the layers of a network to the steps for a single image, its parameters packed into them.
 *
 * <p>Activations work in place where nobody else reads their input, a flattened value mostly stays
 * where it is, as the dense layer that reads it has a table of its elements anyway, and a batch
 * normalisation becomes part of the weights before it.
 */
final class BlockSteps {

  private final Graph graph;
  private final float[] parameters;
  private final int[] numbersAt;
  private final boolean[] listed;
  private final Blocks image;
  private final List<Blocks> values = new ArrayList<>();
  private final List<BlockStep> steps = new ArrayList<>();
  private final List<Reach> placed = new ArrayList<>();
  private int size;

  /**
   * Packs the parameters.
   *
   * @throws ArithmeticException if something is larger than an array can be
   */
  BlockSteps(Network network, float[] parameters) {
    this.graph = new Graph(network, false);
    this.parameters = parameters;
    int nodes = graph.nodes();
    this.numbersAt = new int[nodes + 1];
    this.listed = new boolean[nodes];
    for (int i = 0; i < nodes; i++) {
      List<Tensor> tensors = graph.layer(i).tensors(graph.inputShape(i));
      long numbers = tensors.stream().mapToLong(Tensor::size).sum();
      numbersAt[i + 1] = Math.toIntExact(numbersAt[i] + numbers);
    }
    for (int i = nodes - 1; i >= 0; i--) {
      listed[i] = graph.readers(i).stream().allMatch(this::takesAList);
    }
    boolean floats = graph.readers(Node.IMAGE).stream().allMatch(this::takesFloats);
    int border = graph.valueBorder(Node.IMAGE);
    this.image = allocate(network.input(), floats ? 1 : Lanes.COUNT, border);
    for (int i = 0; i < nodes; i++) {
      values.add(place(i));
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
    return switch (graph.layer(node)) {
      case Relu _ -> {
        Blocks out = placeElements(node);
        copy(in, out);
        steps.add(new BlockStep.Rectify(out.view()));
        yield out;
      }
      case Activation activation -> {
        Blocks out = placeElements(node);
        Curve curve = ActivationStep.curve(activation);
        steps.add(new BlockActivation(curve, in.view(), out.view()));
        yield out;
      }
      case Dropout _ -> in;
      case Flatten _ when listed[node] && in.lanes() == Lanes.COUNT -> in;
      case Flatten _ -> {
        Blocks out = allocate(node);
        steps.add(new BlockStep.Copy(in.elements(), out.elements()));
        yield out;
      }
      case Pooling pool -> {
        Blocks out = allocate(node);
        List<Averages> windows = PoolWindows.of(pool, in.view(), out.view());
        boolean mean = !(pool instanceof MaxPool2d);
        steps.add(new BlockStep.Pool(windows, mean, in.view(), out.view()));
        yield out;
      }
      case Conv2d conv -> convolution(node, conv, in);
      case Dense dense -> {
        Blocks out = allocate(node);
        int[] taps = in.offsets(in.shape().height(), in.shape().width(), 1);
        sum(node, taps, 1, new int[] {in.at()}, out, dense.bias(), 1);
        yield out;
      }
      case BatchNorm2d _ -> normalize(node, in);
      case LayerNorm norm -> {
        Blocks out = allocate(node);
        int at = numbersAt[node];
        int middle = at + graph.shape(node).size();
        float[] weight = Arrays.copyOfRange(parameters, at, middle);
        float[] bias = Arrays.copyOfRange(parameters, middle, numbersAt[node + 1]);
        steps.add(new BlockLayerNorm(in.elements(), out.elements(), weight, bias, norm.epsilon()));
        yield out;
      }
      case LocalResponseNorm norm -> {
        Blocks out = allocate(node);
        int channels = graph.shape(node).channels();
        steps.add(new BlockResponseNorm(norm, channels, in.elements(), out.elements()));
        yield out;
      }
      case Softmax _ -> softmax(node, in, false);
      case LogSoftmax _ -> softmax(node, in, true);
      case Add _ -> add(node);
      case Concat _ -> {
        Blocks out = allocate(node);
        int[] to = out.elements();
        int first = 0;
        for (int input : graph.inputs(node)) {
          int[] from = value(input).elements();
          steps.add(new BlockStep.Copy(from, Arrays.copyOfRange(to, first, first + from.length)));
          first += from.length;
        }
        yield out;
      }
    };
  }

  /** The place of a layer that may overwrite its input. */
  private Blocks placeElements(int node) {
    int over = graph.over(node);
    return over < 0 ? allocate(node) : value(graph.inputs(node).get(over));
  }

  private void copy(Blocks from, Blocks to) {
    if (from.at() != to.at()) {
      steps.add(new BlockRows(from.view(), to.view(), false));
    }
  }

  private Blocks add(int node) {
    Blocks out = placeElements(node);
    int first = Math.max(graph.over(node), 0);
    copy(value(graph.inputs(node).get(first)), out);
    for (int k = 0; k < graph.inputs(node).size(); k++) {
      if (k != first) {
        steps.add(new BlockRows(value(graph.inputs(node).get(k)).view(), out.view(), true));
      }
    }
    return out;
  }

  private Blocks softmax(int node, Blocks in, boolean logarithm) {
    Blocks out = allocate(node);
    steps.add(new BlockSoftmax(in.elements(), out.elements(), logarithm));
    return out;
  }

  private Blocks convolution(int node, Conv2d conv, Blocks in) {
    Blocks out = allocate(node);
    int stride = conv.stride();
    Padding.Sides sides = conv.sides(in.shape());
    int corner = in.at() - sides.top() * in.rowStride() - sides.left() * in.lanes();
    Shape shape = out.shape();
    int[] positions =
        Offsets.grid(shape.height(), shape.width(), stride * in.rowStride(), stride * in.lanes());
    sum(
        node,
        in.offsets(conv.kernelHeight(), conv.kernelWidth(), conv.dilation()),
        conv.kernelHeight() * conv.kernelWidth(),
        Offsets.shift(positions, corner),
        out,
        conv.bias(),
        conv.groups());
    return out;
  }

  private void sum(
      int node, int[] inTap, int kernel, int[] inPos, Blocks out, boolean bias, int groups) {
    Shape shape = out.shape();
    int[] outPos = Offsets.grid(shape.height(), shape.width(), out.rowStride(), Lanes.COUNT);
    BlockCorrelation values =
        new BlockCorrelation(
            inTap, inPos, Offsets.shift(outPos, out.at()), out.blockStride(), shape.channels());
    int biasAt = bias ? numbersAt[node + 1] - shape.channels() : -1;
    BlockWeights.Norm norm =
        folded(node)
            ? norm(graph.readers(node).getFirst())
            : BlockWeights.Norm.none(shape.channels());
    BlockWeights weights = new BlockWeights(parameters, numbersAt[node], biasAt, groups, norm);
    steps.add(new BlockStep.Sum(values, weights.pack(values, kernel)));
  }

  /** Whether the batch normalisation that alone reads a layer is part of its weights. */
  private boolean folded(int node) {
    return node != Node.IMAGE
        && (graph.layer(node) instanceof Conv2d || graph.layer(node) instanceof Dense)
        && graph.readers(node).size() == 1
        && graph.layer(graph.readers(node).getFirst()) instanceof BatchNorm2d;
  }

  private BlockWeights.Norm norm(int node) {
    BatchNorm2d layer = (BatchNorm2d) graph.layer(node);
    int channels = graph.shape(node).channels();
    return BlockWeights.Norm.of(layer, parameters, numbersAt[node], channels);
  }

  private Blocks normalize(int node, Blocks in) {
    Blocks out = placeElements(node);
    if (folded(graph.input(node))) {
      copy(in, out);
      return out;
    }
    BlockWeights.Norm norm = norm(node);
    float[] scale = BlockWeights.Norm.lanes(norm.scale());
    steps.add(new BlockAffine(in.view(), out.view(), scale, BlockWeights.Norm.lanes(norm.shift())));
    return out;
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
