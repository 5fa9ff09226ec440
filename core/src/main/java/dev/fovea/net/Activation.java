package dev.fovea.net;

/** A function of each element by itself; shapes stay as they are. */
public sealed interface Activation extends Layer
    permits Relu, LeakyRelu, Sigmoid, Tanh, Gelu, Silu {

  @Override
  default Shape output(Shape in) {
    return in;
  }
}
