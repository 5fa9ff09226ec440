package dev.fovea.engine;

import dev.fovea.engine.kernel.View;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Node;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.net.Tensor;
import java.util.ArrayList;
import java.util.List;

/** From the layers of a network to the steps of a plan. */
final class Steps {

  private Steps() {}

  /** One step for each node, for {@code groups} groups of images. */
  static List<Step> of(Network network, Layout layout, boolean training, int groups) {
    List<Step> list = new ArrayList<>();
    List<Shape> inputs = network.inputShapes();
    int parameters = 0;
    for (int i = 0; i < network.nodes().size(); i++) {
      Node node = network.nodes().get(i);
      int input = node.inputs().getFirst();
      View in = layout.value(input);
      View out = layout.value(i);
      View dIn = training && layout.learns(input) ? layout.gradient(input) : null;
      View dOut = training ? layout.gradient(i) : null;
      List<Tensor> tensors = node.layer().tensors(inputs.get(i));
      int weightsAt = parameters;
      int biasAt = tensors.isEmpty() ? 0 : parameters + (int) tensors.getFirst().size();
      for (Tensor tensor : tensors) {
        parameters = Math.addExact(parameters, Math.toIntExact(tensor.size()));
      }
      list.add(
          switch (node.layer()) {
            case Conv2d conv -> convolution(layout, i, in, conv, dIn, dOut, weightsAt, biasAt);
            case MaxPool2d pool -> MaxPoolStep.of(pool, in, out, dIn, dOut);
            case Relu relu -> new ReluStep(in, out, dIn, dOut);
            case Dropout dropout -> DropoutStep.of(i, dropout, in, out, dIn, dOut);
            case Flatten flatten -> new FlattenStep(in, out, dIn, dOut);
            case Dense dense ->
                DenseStep.of(
                    in,
                    out,
                    dIn,
                    dOut,
                    groups,
                    (int) layout.size(),
                    layout.images(i),
                    weightsAt,
                    biasAt);
          });
    }
    return List.copyOf(list);
  }

  private static Step convolution(
      Layout layout,
      int node,
      View in,
      Conv2d conv,
      View dIn,
      View dOut,
      int weightsAt,
      int biasAt) {
    View out = layout.value(node);
    return layout
        .filters(node)
        .<Step>map(filters -> WinogradStep.of(filters, conv, in, out, dIn, dOut, weightsAt, biasAt))
        .orElseGet(() -> ConvStep.of(conv, in, out, dIn, dOut, weightsAt, biasAt));
  }
}
