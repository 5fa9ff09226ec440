package dev.fovea.model;

import dev.fovea.data.InputException;
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
import dev.fovea.net.Padding;
import dev.fovea.net.Relu;
import dev.fovea.net.Sigmoid;
import dev.fovea.net.Silu;
import dev.fovea.net.Softmax;
import dev.fovea.net.Tanh;
import java.util.List;

/** Layers as JSON: {@code "type"} says which one, the other fields are named as in its record. */
final class LayerJson {

  /** Every type that can be read. */
  static final List<String> TYPES =
      List.of(
          "AdaptiveAvgPool2d",
          "Add",
          "AvgPool2d",
          "BatchNorm2d",
          "Concat",
          "Conv2d",
          "Dense",
          "Dropout",
          "Flatten",
          "Gelu",
          "LayerNorm",
          "LeakyRelu",
          "LocalResponseNorm",
          "LogSoftmax",
          "MaxPool2d",
          "Relu",
          "Sigmoid",
          "Silu",
          "Softmax",
          "Tanh");

  private static final String SAME = "same";

  private LayerJson() {}

  /** Adds {@code layer} to {@code node}, with every setting, defaults too: a default may change. */
  static Json.Obj write(Json.Obj node, Layer layer) {
    return switch (layer) {
      case Conv2d conv ->
          type(node, "Conv2d")
              .with("outChannels", Json.of(conv.outChannels()))
              .with("kernel", pair(conv.kernelHeight(), conv.kernelWidth()))
              .with("stride", Json.of(conv.stride()))
              .with("padding", padding(conv.padding()))
              .with("dilation", Json.of(conv.dilation()))
              .with("groups", Json.of(conv.groups()))
              .with("bias", new Json.Bool(conv.bias()));
      case Dense(int outFeatures, boolean bias) ->
          type(node, "Dense")
              .with("outFeatures", Json.of(outFeatures))
              .with("bias", new Json.Bool(bias));
      case MaxPool2d(int kernel, int stride, int padding, boolean ceilMode) ->
          windows(type(node, "MaxPool2d"), kernel, stride, padding, ceilMode);
      case AvgPool2d(int kernel, int stride, int padding, boolean ceilMode, boolean counted) ->
          windows(type(node, "AvgPool2d"), kernel, stride, padding, ceilMode)
              .with("countPadding", new Json.Bool(counted));
      case AdaptiveAvgPool2d(int height, int width) ->
          type(node, "AdaptiveAvgPool2d")
              .with("height", Json.of(height))
              .with("width", Json.of(width));
      case BatchNorm2d(double epsilon, double momentum) ->
          type(node, "BatchNorm2d")
              .with("epsilon", Json.of(epsilon))
              .with("momentum", Json.of(momentum));
      case LayerNorm(double epsilon) -> type(node, "LayerNorm").with("epsilon", Json.of(epsilon));
      case LocalResponseNorm(int size, double alpha, double beta, double k) ->
          type(node, "LocalResponseNorm")
              .with("size", Json.of(size))
              .with("alpha", Json.of(alpha))
              .with("beta", Json.of(beta))
              .with("k", Json.of(k));
      case LeakyRelu(double slope) -> type(node, "LeakyRelu").with("slope", Json.of(slope));
      case Dropout(double rate) -> type(node, "Dropout").with("rate", Json.of(rate));
      case Relu() -> type(node, "Relu");
      case Sigmoid() -> type(node, "Sigmoid");
      case Tanh() -> type(node, "Tanh");
      case Gelu() -> type(node, "Gelu");
      case Silu() -> type(node, "Silu");
      case Softmax() -> type(node, "Softmax");
      case LogSoftmax() -> type(node, "LogSoftmax");
      case Flatten() -> type(node, "Flatten");
      case Add() -> type(node, "Add");
      case Concat() -> type(node, "Concat");
    };
  }

  private static Json.Obj type(Json.Obj node, String type) {
    return node.with("type", Json.of(type));
  }

  private static Json.Obj windows(
      Json.Obj node, int kernel, int stride, int padding, boolean ceilMode) {
    return node.with("kernel", Json.of(kernel))
        .with("stride", Json.of(stride))
        .with("padding", Json.of(padding))
        .with("ceilMode", new Json.Bool(ceilMode));
  }

  private static Json padding(Padding padding) {
    return switch (padding) {
      case Padding.Same() -> Json.of(SAME);
      case Padding.Zeros(int rows, int columns) ->
          rows == columns ? Json.of(rows) : pair(rows, columns);
    };
  }

  private static Json pair(int rows, int columns) {
    return Json.of(List.of(Json.of(rows), Json.of(columns)));
  }

  /**
   * Reads the layer of a node.
   *
   * @throws InputException if the type or a field is missing, unknown or out of its range
   */
  static Layer read(Fields node) {
    try {
      return layer(node);
    } catch (IllegalArgumentException e) {
      throw new InputException(node.where() + ": " + e.getMessage(), e);
    }
  }

  private static Layer layer(Fields node) {
    String type = node.text("type");
    return switch (type) {
      case "Conv2d" -> conv(node);
      case "Dense" -> {
        only(node, "outFeatures", "bias");
        yield new Dense(node.whole("outFeatures"), node.flag("bias", true));
      }
      case "MaxPool2d" -> {
        only(node, "kernel", "stride", "padding", "ceilMode");
        int kernel = node.whole("kernel");
        yield new MaxPool2d(
            kernel,
            node.whole("stride", kernel),
            node.whole("padding", 0),
            node.flag("ceilMode", false));
      }
      case "AvgPool2d" -> {
        only(node, "kernel", "stride", "padding", "ceilMode", "countPadding");
        int kernel = node.whole("kernel");
        yield new AvgPool2d(
            kernel,
            node.whole("stride", kernel),
            node.whole("padding", 0),
            node.flag("ceilMode", false),
            node.flag("countPadding", true));
      }
      case "AdaptiveAvgPool2d" -> {
        only(node, "height", "width");
        yield new AdaptiveAvgPool2d(node.whole("height"), node.whole("width"));
      }
      case "BatchNorm2d" -> {
        only(node, "epsilon", "momentum");
        yield new BatchNorm2d(node.real("epsilon", 1e-5), node.real("momentum", 0.1));
      }
      case "LayerNorm" -> {
        only(node, "epsilon");
        yield new LayerNorm(node.real("epsilon", 1e-5));
      }
      case "LocalResponseNorm" -> {
        only(node, "size", "alpha", "beta", "k");
        yield new LocalResponseNorm(
            node.whole("size"),
            node.real("alpha", 1e-4),
            node.real("beta", 0.75),
            node.real("k", 1));
      }
      case "LeakyRelu" -> {
        only(node, "slope");
        yield new LeakyRelu(node.real("slope", 0.01));
      }
      case "Dropout" -> {
        only(node, "rate");
        yield new Dropout(node.real("rate"));
      }
      default -> plain(node, type);
    };
  }

  /** A layer without settings. */
  private static Layer plain(Fields node, String type) {
    Layer layer =
        switch (type) {
          case "Relu" -> new Relu();
          case "Sigmoid" -> new Sigmoid();
          case "Tanh" -> new Tanh();
          case "Gelu" -> new Gelu();
          case "Silu" -> new Silu();
          case "Softmax" -> new Softmax();
          case "LogSoftmax" -> new LogSoftmax();
          case "Flatten" -> new Flatten();
          case "Add" -> new Add();
          case "Concat" -> new Concat();
          default ->
              throw node.error(
                  "the type %s is unknown; known are %s"
                      .formatted(Names.quote(type), String.join(", ", TYPES)));
        };
    only(node);
    return layer;
  }

  private static Layer conv(Fields node) {
    only(node, "outChannels", "kernel", "stride", "padding", "dilation", "groups", "bias");
    List<Integer> kernel = sides(node, "kernel");
    return new Conv2d(
        node.whole("outChannels"),
        kernel.getFirst(),
        kernel.getLast(),
        node.whole("stride", 1),
        padding(node),
        node.whole("dilation", 1),
        node.whole("groups", 1),
        node.flag("bias", true));
  }

  private static Padding padding(Fields node) {
    if (node.object().get("padding").isEmpty()) {
      return Padding.NONE;
    }
    if (node.value("padding") instanceof Json.Str) {
      String name = node.text("padding");
      if (name.equals(SAME)) {
        return Padding.SAME;
      }
      if (name.equals("valid")) {
        return Padding.NONE;
      }
      throw node.error(
          "the field \"padding\" needs a number, two of them, \"same\" or \"valid\", not "
              + Names.quote(name));
    }
    List<Integer> zeros = sides(node, "padding");
    return new Padding.Zeros(zeros.getFirst(), zeros.getLast());
  }

  /** Rows and columns; one number for both. */
  private static List<Integer> sides(Fields node, String field) {
    if (node.value(field) instanceof Json.Arr) {
      return node.wholes(field, 2);
    }
    int side = node.whole(field);
    return List.of(side, side);
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
