package dev.fovea.net;

/** A layer that makes rows and columns fewer, in each channel by itself. */
public sealed interface Pooling extends Layer permits MaxPool2d, AvgPool2d, AdaptiveAvgPool2d {

  @Override
  default String kind() {
    return "pool";
  }
}
