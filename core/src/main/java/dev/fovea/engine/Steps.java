package dev.fovea.engine;

import dev.fovea.engine.kernel.Responses;
import dev.fovea.engine.kernel.View;
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
import dev.fovea.net.Layer;
import dev.fovea.net.LayerNorm;
import dev.fovea.net.LocalResponseNorm;
import dev.fovea.net.LogSoftmax;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Relu;
import dev.fovea.net.Softmax;
import dev.fovea.net.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From the layers of a network to the steps of a plan. */
final class Steps {

  private final Network network;
  private final Layout layout;
  private final Graph graph;
  private final boolean training;
  private final int groups;

  private Steps(Network network, Layout layout, boolean training, int groups) {
    this.network = network;
    this.layout = layout;
    this.graph = layout.graph();
    this.training = training;
    this.groups = groups;
  }

  /**
   * The steps in their order, for {@code groups} groups of images. Most layers are one step; a
   * convolution that is one step with the pooling that reads it stands for both, a batch
   * normalisation is up to three ({@link BatchNormSteps}), and where several layers read a value a
   * {@link ForkStep} follows the one that made it.
   */
  static List<PlacedStep> of(Network network, Layout layout, boolean training, int groups) {
    Steps make = new Steps(network, layout, training, groups);
    List<PlacedStep> steps = new ArrayList<>();
    int numbers = 0;
    for (int i = 0; i < network.nodes().size(); i++) {
      List<Tensor> tensors = make.layer(i).tensors(make.graph.inputShape(i));
      for (Step step : make.steps(i, numbers, tensors)) {
        steps.add(new PlacedStep(i, step));
      }
      for (Tensor tensor : tensors) {
        numbers = Math.addExact(numbers, Math.toIntExact(tensor.size()));
      }
    }
    return List.copyOf(steps);
  }

  private List<Step> steps(int node, int at, List<Tensor> tensors) {
    List<Step> steps = new ArrayList<>();
    if (layer(node) instanceof BatchNorm2d norm) {
      steps.addAll(BatchNormSteps.of(norm, layout, node, training, at));
    } else if (!graph.absorbed(node)) {
      stepBefore(node, at).ifPresent(steps::add);
      steps.add(step(node, at, tensors));
      stepAfter(node).ifPresent(steps::add);
    }
    List<View> branches = layout.branches(node);
    if (!branches.isEmpty()) {
      steps.add(new ForkStep(branches.getFirst(), branches.subList(1, branches.size())));
    }
    return steps;
  }

  private Layer layer(int node) {
    return network.nodes().get(node).layer();
  }

  /** The gradient of a node's output; null if nothing needs it. */
  private View gradient(int node) {
    return training && graph.learns(node) ? layout.gradient(node) : null;
  }

  private Step step(int node, int at, List<Tensor> tensors) {
    int biasAt = tensors.size() < 2 ? -1 : at + (int) tensors.getFirst().size();
    View in = layout.value(graph.input(node));
    View out = layout.value(node);
    View dIn = layout.gradient(node, 0);
    View dOut = training ? layout.gradient(node) : null;
    return switch (layer(node)) {
      case Conv2d conv -> convolution(node, conv, at, biasAt);
      case MaxPool2d pool -> MaxPoolStep.of(pool, in, out, dIn, dOut, layout.numbers(node));
      case AvgPool2d pool -> AveragePoolStep.of(pool, in, out, dIn, dOut);
      case AdaptiveAvgPool2d pool -> AveragePoolStep.of(pool, in, out, dIn, dOut);
      case LayerNorm norm -> new LayerNormOutStep(shape(node, norm, at));
      case LocalResponseNorm norm ->
          new ResponseNormStep(responses(node, norm), in, out, dIn, dOut, layout.divisors(node));
      case Relu _ -> new ReluStep(in, out, dIn, dOut);
      case Activation activation -> ActivationStep.of(activation, in, out, dIn, dOut);
      case Softmax _ -> new SoftmaxStep(false, in, out, dIn, dOut);
      case LogSoftmax _ -> new SoftmaxStep(true, in, out, dIn, dOut);
      case Dropout dropout -> DropoutStep.of(node, dropout, in, out, dIn, dOut);
      case Flatten _ -> new FlattenStep(in, out, dIn, dOut);
      case Dense _ ->
          DenseStep.of(
              in, out, dIn, dOut, groups, (int) layout.size(), layout.images(node), at, biasAt);
      case Add _ -> new AddStep(values(node), graph.over(node), out, gradients(node), dOut);
      case Concat _ -> ConcatStep.of(values(node), out, gradients(node), dOut);
      case BatchNorm2d _ -> throw new IllegalStateException("this takes more than one step");
    };
  }

  /** What stands before the step of a layer that needs two, so that all threads meet between. */
  private Optional<Step> stepBefore(int node, int at) {
    View in = layout.value(graph.input(node));
    return switch (layer(node)) {
      case Conv2d conv -> layout.points(node).map(points -> TilePointsStep.of(points, conv, in));
      case LayerNorm norm -> Optional.of(new LayerNormInStep(shape(node, norm, at)));
      case LocalResponseNorm norm when training ->
          Optional.of(
              new ResponseSpreadStep(
                  responses(node, norm), in, layout.gradient(node, 0), layout.divisors(node)));
      default -> Optional.empty();
    };
  }

  /** What stands after the step of a layer, so that all threads meet between going backward. */
  private Optional<Step> stepAfter(int node) {
    return training
        ? layout.points(node).map(points -> TileGradientStep.of(points, gradient(node)))
        : Optional.empty();
  }

  private LayerNormShape shape(int node, LayerNorm norm, int at) {
    View in = layout.value(graph.input(node));
    View dIn = layout.gradient(node, 0);
    View dOut = training ? layout.gradient(node) : null;
    LayerNormRoom room = layout.normRoom(node);
    return LayerNormShape.of(norm, in, layout.value(node), dIn, dOut, room, at);
  }

  private Responses responses(int node, LocalResponseNorm norm) {
    return ResponseNormStep.numbers(norm, graph.shape(node).channels());
  }

  /** The inputs of a node. */
  private List<View> values(int node) {
    return graph.inputs(node).stream().map(layout::value).toList();
  }

  /** Their gradients, null where nothing needs one. */
  private List<View> gradients(int node) {
    List<View> gradients = new ArrayList<>();
    for (int k = 0; k < graph.inputs(node).size(); k++) {
      gradients.add(gradient(node) == null ? null : layout.gradient(node, k));
    }
    return gradients;
  }

  private Step convolution(int node, Conv2d conv, int weightsAt, int biasAt) {
    View in = layout.value(graph.input(node));
    if (graph.joins(node)) {
      int reader = graph.pool(node);
      MaxPool2d pool = (MaxPool2d) layer(reader);
      PooledRoom room = layout.room(reader).orElseThrow();
      View out = layout.value(reader);
      return ConvPoolStep.of(conv, pool, room, in, out, gradient(reader), weightsAt, biasAt);
    }
    View out = layout.value(node);
    View dIn = layout.gradient(node, 0);
    View dOut = gradient(node);
    if (layout.points(node).isPresent()) {
      return TileProductStep.of(
          layout.points(node).orElseThrow(),
          conv,
          out,
          dIn,
          dOut,
          groups,
          (int) layout.size(),
          weightsAt,
          biasAt);
    }
    return layout
        .filters(node)
        .<Step>map(filters -> WinogradStep.of(filters, conv, in, out, dIn, dOut, weightsAt, biasAt))
        .orElseGet(
            () -> ConvStep.of(conv, in, out, dIn, dOut, weightsAt, biasAt, layout.turned(node)));
  }
}
