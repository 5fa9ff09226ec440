package dev.fovea.engine;

import dev.fovea.engine.kernel.Responses;
import dev.fovea.engine.kernel.View;
import dev.fovea.net.LocalResponseNorm;

/**
 * {@link LocalResponseNorm}. Going backward it does what each channel can do alone; the rest needs
 * that of the channels around, and is {@link ResponseSpreadStep}'s, for which all threads wait.
 *
 * @param divisors where the divisors are kept for the way back; null where there is none
 */
record ResponseNormStep(Responses r, View in, View out, View dIn, View dOut, View divisors)
    implements Step {

  static Responses numbers(LocalResponseNorm layer, int channels) {
    return new Responses(
        Math.min(layer.size() / 2, channels),
        Math.min((layer.size() - 1) / 2, channels),
        (float) (layer.alpha() / layer.size()),
        (float) layer.k(),
        layer.beta());
  }

  @Override
  public void forward(Frame f, int g0, int g1, int part, int parts) {
    int c0 = Step.cut(in.channels(), part, parts);
    int c1 = Step.cut(in.channels(), part + 1, parts);
    View kept = divisors == null ? out : divisors;
    for (int g = g0; g < g1; g++) {
      f.kernels.responses().forward(r, in, kept, out, f.x, g * f.groupStride, c0, c1);
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
      f.kernels.responses().backward(r, in, divisors, dOut, dIn, f.x, g * f.groupStride, c0, c1);
    }
  }

  @Override
  public void reach(Reaches reaches) {
    reaches.view(in);
    reaches.view(out, in);
    if (divisors != null) {
      reaches.view(divisors, in);
    }
    if (dIn != null) {
      reaches.view(dOut, in);
      reaches.view(dIn, in);
    }
  }
}
