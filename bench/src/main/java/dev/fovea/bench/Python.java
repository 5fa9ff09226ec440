package dev.fovea.bench;

import dev.fovea.model.Json;
import dev.fovea.net.AdaptiveAvgPool2d;
import dev.fovea.net.Add;
import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.Layer;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Node;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.net.Tensor;
import dev.fovea.train.optimizer.Adam;
import dev.fovea.train.optimizer.Sgd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The way to PyTorch: an interpreter that has it, and heats in words that it understands. */
final class Python {

  private Python() {}

  /** The first interpreter that can import torch: the user's own, or the system's. */
  static Optional<String> withTorch() {
    for (String python : List.of("python3", "/usr/bin/python3")) {
      try {
        Process probe =
            new ProcessBuilder(python, "-c", "import torch, numpy")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (probe.waitFor() == 0) {
          return Optional.of(python);
        }
      } catch (IOException _) {
        // There is no such interpreter.
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return Optional.empty();
  }

  /** What {@code pytorch/peer.py} is told. */
  static Json.Obj describe(Heat heat, Path digits) {
    List<Json> layers = new ArrayList<>();
    for (int i = 0; i < heat.network().nodes().size(); i++) {
      Node node = heat.network().nodes().get(i);
      List<Tensor> tensors = node.layer().tensors(heat.network().inputShapes().get(i));
      Json.Obj layer = layer(node.layer()).with("inputs", numbers(node.inputs()));
      layers.add(tensors.isEmpty() ? layer : layer.with("weight", shape(tensors.getFirst())));
    }
    Shape in = heat.network().input();
    List<Json> input = List.of(Json.of(in.channels()), Json.of(in.height()), Json.of(in.width()));
    return Json.Obj.EMPTY
        .with("input", Json.of(input))
        .with("classes", Json.of(heat.network().output().size()))
        .with("layers", Json.of(layers))
        .with("optimizer", optimizer(heat))
        .with("batch", Json.of(heat.batch()))
        .with("images", Json.of(heat.portion().images()))
        .with("tested", Json.of(heat.portion().tested()))
        .with("passes", Json.of(heat.portion().passes()))
        .with("calls", Json.of(heat.portion().calls()))
        .with("mean", Json.of(heat.scaling().means().getFirst()))
        .with("deviation", Json.of(heat.scaling().deviations().getFirst()))
        .with("data", Json.of(digits.toString()));
  }

  private static Json shape(Tensor tensor) {
    return numbers(tensor.dims());
  }

  private static Json numbers(List<Integer> numbers) {
    return Json.of(numbers.stream().map(Json::of).toList());
  }

  private static Json.Obj layer(Layer layer) {
    return switch (layer) {
      case Conv2d c ->
          kind("conv")
              .with("stride", Json.of(c.stride()))
              .with("padding", Json.of(Convolutions.padding(c)))
              .with("bias", Json.of(c.bias()));
      case BatchNorm2d b ->
          kind("norm")
              .with("epsilon", Json.of(b.epsilon()))
              .with("momentum", Json.of(b.momentum()));
      case MaxPool2d p ->
          kind("pool")
              .with("kernel", Json.of(Poolings.plain(p).kernel()))
              .with("stride", Json.of(p.stride()));
      case AdaptiveAvgPool2d p -> {
        Poolings.global(p);
        yield kind("mean");
      }
      case Relu _ -> kind("relu");
      case Add _ -> kind("add");
      case Dropout d -> kind("dropout").with("rate", Json.of(d.rate()));
      case Flatten _ -> kind("flatten");
      case Dense _ -> kind("dense");
      default -> throw Convolutions.unknown(layer);
    };
  }

  private static Json.Obj kind(String name) {
    return Json.Obj.EMPTY.with("kind", Json.of(name));
  }

  private static Json.Obj optimizer(Heat heat) {
    Json.Obj rate = Json.Obj.EMPTY.with("rate", Json.of(heat.optimizer().learningRate()));
    return switch (heat.optimizer()) {
      case Sgd s -> rate.with("kind", Json.of("sgd")).with("momentum", Json.of(s.momentum()));
      case Adam a ->
          rate.with("kind", Json.of("adam"))
              .with("beta1", Json.of(a.beta1()))
              .with("beta2", Json.of(a.beta2()))
              .with("epsilon", Json.of(a.epsilon()));
      default -> throw Heat.unknown(heat.optimizer());
    };
  }
}
