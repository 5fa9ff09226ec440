package dev.fovea.engine;

import dev.fovea.engine.kernel.Curve;
import dev.fovea.engine.kernel.View;
import dev.fovea.net.Activation;
import dev.fovea.net.Gelu;
import dev.fovea.net.LeakyRelu;
import dev.fovea.net.Relu;
import dev.fovea.net.Sigmoid;
import dev.fovea.net.Silu;
import dev.fovea.net.Tanh;

/** An {@link Activation}, in place where the layout allows it. */
record ActivationStep(Curve curve, View in, View out, View dIn, View dOut) implements Step {

  /** Without gradients both gradient views are null. */
  static ActivationStep of(Activation layer, View in, View out, View dIn, View dOut) {
    return new ActivationStep(curve(layer), in, out, dIn, dOut);
  }

  static Curve curve(Activation layer) {
    return switch (layer) {
      case Relu _ -> new Curve(Curve.Kind.LEAKY, 0f); // never asked: ReluStep costs less
      case LeakyRelu leaky -> new Curve(Curve.Kind.LEAKY, (float) leaky.slope());
      case Sigmoid _ -> new Curve(Curve.Kind.SIGMOID, 0f);
      case Tanh _ -> new Curve(Curve.Kind.TANH, 0f);
      case Gelu _ -> new Curve(Curve.Kind.GELU, 0f);
      case Silu _ -> new Curve(Curve.Kind.SILU, 0f);
    };
  }

  @Override
  public void forward(Frame f, int g0, int g1, int part, int parts) {
    int c0 = Step.cut(in.channels(), part, parts);
    int c1 = Step.cut(in.channels(), part + 1, parts);
    for (int g = g0; g < g1; g++) {
      f.kernels.activations().forward(curve, in, out, f.x, g * f.groupStride, c0, c1);
    }
  }

  @Override
  public void backward(Frame f, int g0, int g1, int part, int parts) {
    if (dIn == null) {
      return;
    }
    int c0 = Step.cut(in.channels(), part, parts);
    int c1 = Step.cut(in.channels(), part + 1, parts);
    for (int g = g0; g < g1; g++) {
      int at = g * f.groupStride;
      f.kernels.activations().backward(curve, kept(), dOut, dIn, f.x, at, c0, c1);
    }
  }

  /** What the way back needs. */
  private View kept() {
    return curve.fromInput() ? in : out;
  }

  @Override
  public void reach(Reaches r) {
    r.view(in);
    r.view(out, in);
    if (dIn != null) {
      r.view(kept());
      r.view(dOut, kept());
      r.view(dIn, kept());
    }
  }
}
