package dev.fovea.engine;

import dev.fovea.engine.kernel.Averages;
import dev.fovea.engine.kernel.BlockCorrelation;
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
 * <p>A batch normalisation becomes part of the weights before it.
 */
final class BlockSteps {

  private final Graph graph;
  private final float[] parameters;
  private final int[] numbersAt;
  private final BlockLayout layout;
  private final List<BlockStep> steps = new ArrayList<>();

  /**
   * Packs the parameters.
   *
   * @throws ArithmeticException if something is larger than an array can be
   * @throws IllegalArgumentException if there is too little memory, saying what to do
   */
  BlockSteps(Network network, float[] parameters) {
    this.graph = new Graph(network, false);
    this.parameters = parameters;
    int nodes = graph.nodes();
    this.numbersAt = new int[nodes + 1];
    for (int i = 0; i < nodes; i++) {
      List<Tensor> tensors = graph.layer(i).tensors(graph.inputShape(i));
      long numbers = tensors.stream().mapToLong(Tensor::size).sum();
      numbersAt[i + 1] = Math.toIntExact(numbersAt[i] + numbers);
    }
    this.layout = new BlockLayout(graph);
    Allocation.checkImage(network.name(), layout.size());
    Allocation.checkImageInAll(network.name(), Math.addExact(layout.memory(), parameters.length));
    for (int i = 0; i < nodes; i++) {
      make(i, layout.value(graph.input(i)), layout.value(i));
    }
  }

  /** Where the values lie. */
  BlockLayout layout() {
    return layout;
  }

  /** What runs, in order. */
  List<BlockStep> steps() {
    return List.copyOf(steps);
  }

  private void make(int node, Blocks in, Blocks out) {
    switch (graph.layer(node)) {
      case Relu _ -> {
        copy(in, out);
        steps.add(new BlockStep.Rectify(out.view()));
      }
      case Activation activation ->
          steps.add(new BlockActivation(ActivationStep.curve(activation), in.view(), out.view()));
      case Flatten _ -> {
        if (!in.equals(out)) {
          steps.add(new BlockStep.Copy(in.elements(), out.elements()));
        }
      }
      case Dropout _ -> {} // its output is its input
      case Pooling pool -> {
        List<Averages> windows = PoolWindows.of(pool, in.view(), out.view());
        boolean mean = !(pool instanceof MaxPool2d);
        steps.add(new BlockStep.Pool(windows, mean, in.view(), out.view()));
      }
      case Conv2d conv -> convolution(node, conv, in, out);
      case Dense dense -> {
        int[] taps = in.offsets(in.shape().height(), in.shape().width(), 1);
        sum(node, taps, 1, new int[] {in.at()}, out, dense.bias(), 1);
      }
      case BatchNorm2d _ -> normalize(node, in, out);
      case LayerNorm norm -> {
        int at = numbersAt[node];
        int middle = at + graph.shape(node).size();
        float[] weight = Arrays.copyOfRange(parameters, at, middle);
        float[] bias = Arrays.copyOfRange(parameters, middle, numbersAt[node + 1]);
        steps.add(new BlockLayerNorm(in.elements(), out.elements(), weight, bias, norm.epsilon()));
      }
      case LocalResponseNorm norm -> {
        int channels = graph.shape(node).channels();
        steps.add(new BlockResponseNorm(norm, channels, in.elements(), out.elements()));
      }
      case Softmax _ -> steps.add(new BlockSoftmax(in.elements(), out.elements(), false));
      case LogSoftmax _ -> steps.add(new BlockSoftmax(in.elements(), out.elements(), true));
      case Add _ -> add(node, out);
      case Concat _ -> join(node, out);
    }
  }

  private void copy(Blocks from, Blocks to) {
    if (from.at() != to.at()) {
      steps.add(new BlockRows(from.view(), to.view(), false));
    }
  }

  private void add(int node, Blocks out) {
    int first = Math.max(graph.over(node), 0);
    copy(layout.value(graph.inputs(node).get(first)), out);
    for (int k = 0; k < graph.inputs(node).size(); k++) {
      if (k != first) {
        Blocks in = layout.value(graph.inputs(node).get(k));
        steps.add(new BlockRows(in.view(), out.view(), true));
      }
    }
  }

  private void join(int node, Blocks out) {
    int[] to = out.elements();
    int first = 0;
    for (int input : graph.inputs(node)) {
      int[] from = layout.value(input).elements();
      steps.add(new BlockStep.Copy(from, Arrays.copyOfRange(to, first, first + from.length)));
      first += from.length;
    }
  }

  private void convolution(int node, Conv2d conv, Blocks in, Blocks out) {
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

  private void normalize(int node, Blocks in, Blocks out) {
    if (folded(graph.input(node))) {
      copy(in, out);
      return;
    }
    BlockWeights.Norm norm = norm(node);
    float[] scale = BlockWeights.Norm.lanes(norm.scale());
    steps.add(new BlockAffine(in.view(), out.view(), scale, BlockWeights.Norm.lanes(norm.shift())));
  }
}
