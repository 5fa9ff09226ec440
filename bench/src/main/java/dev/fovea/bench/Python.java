package dev.fovea.bench;

import dev.fovea.model.Json;
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
      Json.Obj layer = layer(node.layer()).with("kind", Json.of(node.layer().kind()));
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
    return Json.of(tensor.dims().stream().map(Json::of).toList());
  }

  private static Json.Obj layer(Layer layer) {
    return switch (layer) {
      case Conv2d c ->
          Json.Obj.EMPTY
              .with("stride", Json.of(c.stride()))
              .with("padding", Json.of(Convolutions.padding(c)));
      case MaxPool2d p ->
          Json.Obj.EMPTY.with("kernel", Json.of(p.kernel())).with("stride", Json.of(p.stride()));
      case Relu _ -> Json.Obj.EMPTY;
      case Dropout d -> Json.Obj.EMPTY.with("rate", Json.of(d.rate()));
      case Flatten _ -> Json.Obj.EMPTY;
      case Dense _ -> Json.Obj.EMPTY;
      default -> throw Convolutions.unknown(layer);
    };
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
