package dev.fovea.model;

import dev.fovea.data.InputException;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.Layer;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Relu;
import java.util.List;

/** Layers as JSON: {@code "type"} says which one, the other fields are named as in its record. */
final class LayerJson {

  /** Every type that can be read. */
  static final List<String> TYPES =
      List.of("Conv2d", "Dense", "Dropout", "Flatten", "MaxPool2d", "Relu");

  private LayerJson() {}

  /** Adds {@code layer} to {@code node}, with every setting, defaults too: a default may change. */
  static Json.Obj write(Json.Obj node, Layer layer) {
    return switch (layer) {
      case Conv2d(int outChannels, int kernelHeight, int kernelWidth, int stride, int padding) ->
          type(node, "Conv2d")
              .with("outChannels", Json.of(outChannels))
              .with("kernel", Json.of(List.of(Json.of(kernelHeight), Json.of(kernelWidth))))
              .with("stride", Json.of(stride))
              .with("padding", Json.of(padding));
      case MaxPool2d(int kernel, int stride) ->
          type(node, "MaxPool2d").with("kernel", Json.of(kernel)).with("stride", Json.of(stride));
      case Relu() -> type(node, "Relu");
      case Dropout(double rate) -> type(node, "Dropout").with("rate", Json.of(rate));
      case Flatten() -> type(node, "Flatten");
      case Dense(int outFeatures) -> type(node, "Dense").with("outFeatures", Json.of(outFeatures));
    };
  }

  private static Json.Obj type(Json.Obj node, String type) {
    return node.with("type", Json.of(type));
  }

  /**
   * Reads the layer of a node.
   *
   * @throws InputException if the type or a field is missing, unknown or out of its range
   */
  static Layer read(Fields node) {
    String type = node.text("type");
    try {
      return switch (type) {
        case "Conv2d" -> conv(node);
        case "MaxPool2d" -> pool(node);
        case "Relu" -> {
          only(node);
          yield new Relu();
        }
        case "Dropout" -> {
          only(node, "rate");
          yield new Dropout(node.real("rate"));
        }
        case "Flatten" -> {
          only(node);
          yield new Flatten();
        }
        case "Dense" -> {
          only(node, "outFeatures");
          yield new Dense(node.whole("outFeatures"));
        }
        default ->
            throw node.error(
                "the type %s is unknown; known are %s"
                    .formatted(Names.quote(type), String.join(", ", TYPES)));
      };
    } catch (IllegalArgumentException e) {
      throw new InputException(node.where() + ": " + e.getMessage(), e);
    }
  }

  private static Layer conv(Fields node) {
    only(node, "outChannels", "kernel", "stride", "padding");
    int height;
    int width;
    if (node.value("kernel") instanceof Json.Arr) {
      List<Integer> sides = node.wholes("kernel", 2);
      height = sides.getFirst();
      width = sides.getLast();
    } else {
      height = node.whole("kernel");
      width = height;
    }
    return new Conv2d(
        node.whole("outChannels"),
        height,
        width,
        node.whole("stride", 1),
        node.whole("padding", 0));
  }

  private static Layer pool(Fields node) {
    only(node, "kernel", "stride");
    int kernel = node.whole("kernel");
    return new MaxPool2d(kernel, node.whole("stride", kernel));
  }

  private static void only(Fields node, String... own) {
    String[] known = new String[own.length + 3];
    known[0] = "name";
    known[1] = "type";
    known[2] = "inputs";
    System.arraycopy(own, 0, known, 3, own.length);
    node.only(known);
  }
}
