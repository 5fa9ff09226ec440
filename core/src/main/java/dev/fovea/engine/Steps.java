package dev.fovea.engine;

import dev.fovea.engine.kernel.View;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.Layer;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.net.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** From the layers of a network to the steps of a plan. */
final class Steps {

  private final Network network;
  private final Layout layout;
  private final boolean training;
  private final int groups;

  private Steps(Network network, Layout layout, boolean training, int groups) {
    this.network = network;
    this.layout = layout;
    this.training = training;
    this.groups = groups;
  }

  /**
   * The steps in their order, by node, for {@code groups} groups of images. A convolution that is
   * one step with the pooling that reads it stands for both.
   */
  static SequencedMap<Integer, Step> of(
      Network network, Layout layout, boolean training, int groups) {
    Steps make = new Steps(network, layout, training, groups);
    SequencedMap<Integer, Step> steps = new LinkedHashMap<>();
    List<Shape> inputs = network.inputShapes();
    int parameters = 0;
    for (int i = 0; i < network.nodes().size(); i++) {
      List<Tensor> tensors = make.layer(i).tensors(inputs.get(i));
      int weightsAt = parameters;
      int biasAt = tensors.isEmpty() ? 0 : parameters + (int) tensors.getFirst().size();
      for (Tensor tensor : tensors) {
        parameters = Math.addExact(parameters, Math.toIntExact(tensor.size()));
      }
      if (!layout.joins(make.input(i))) {
        steps.put(i, make.step(i, weightsAt, biasAt));
      }
    }
    return steps;
  }

  private Layer layer(int node) {
    return network.nodes().get(node).layer();
  }

  private int input(int node) {
    return network.nodes().get(node).inputs().getFirst();
  }

  private View gradient(int node) {
    return training && layout.learns(node) ? layout.gradient(node) : null;
  }

  private Step step(int node, int weightsAt, int biasAt) {
    View in = layout.value(input(node));
    View out = layout.value(node);
    View dIn = gradient(input(node));
    View dOut = training ? layout.gradient(node) : null;
    return switch (layer(node)) {
      case Conv2d conv -> convolution(node, conv, weightsAt, biasAt);
      case MaxPool2d pool -> MaxPoolStep.of(pool, in, out, dIn, dOut, layout.numbers(node));
      case Relu relu -> new ReluStep(in, out, dIn, dOut);
      case Dropout dropout -> DropoutStep.of(node, dropout, in, out, dIn, dOut);
      case Flatten flatten -> new FlattenStep(in, out, dIn, dOut);
      case Dense dense ->
          DenseStep.of(
              in,
              out,
              dIn,
              dOut,
              groups,
              (int) layout.size(),
              layout.images(node),
              weightsAt,
              biasAt);
    };
  }

  private Step convolution(int node, Conv2d conv, int weightsAt, int biasAt) {
    View in = layout.value(input(node));
    if (layout.joins(node)) {
      int reader = layout.pool(node);
      MaxPool2d pool = (MaxPool2d) layer(reader);
      PooledRoom room = layout.room(reader).orElseThrow();
      View out = layout.value(reader);
      return ConvPoolStep.of(conv, pool, room, in, out, gradient(reader), weightsAt, biasAt);
    }
    View out = layout.value(node);
    View dIn = gradient(input(node));
    View dOut = gradient(node);
    return layout
        .filters(node)
        .<Step>map(filters -> WinogradStep.of(filters, conv, in, out, dIn, dOut, weightsAt, biasAt))
        .orElseGet(() -> ConvStep.of(conv, in, out, dIn, dOut, weightsAt, biasAt));
  }
}
