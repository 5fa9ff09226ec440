package dev.fovea.net;

/** A layer that scales its input by what it measures of it; shapes stay as they are. */
public sealed interface Normalization extends Layer
    permits BatchNorm2d, LayerNorm, LocalResponseNorm {

  @Override
  default Shape output(Shape in) {
    return in;
  }

  @Override
  default String kind() {
    return "norm";
  }
}
