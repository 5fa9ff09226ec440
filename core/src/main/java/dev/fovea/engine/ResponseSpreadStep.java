package dev.fovea.engine;

import dev.fovea.engine.kernel.Responses;
import dev.fovea.engine.kernel.View;

/**
 * The end of the way back of a {@link dev.fovea.net.LocalResponseNorm}: what comes through the
 * divisors of the channels around. It stands before {@link ResponseNormStep}.
 *
 * @param dIn null where nothing goes backward
 * @param quotients what that step left in the place of the divisors
 */
record ResponseSpreadStep(Responses r, View in, View dIn, View quotients) implements Step {

  @Override
  public void forward(Frame f, int g0, int g1, int part, int parts) {}

  @Override
  public void backward(Frame f, int g0, int g1, int part, int parts) {
    if (dIn == null) {
      return;
    }
    int c0 = Step.cut(in.channels(), part, parts);
    int c1 = Step.cut(in.channels(), part + 1, parts);
    for (int g = g0; g < g1; g++) {
      f.kernels.responses().spread(r, in, quotients, dIn, f.x, g * f.groupStride, c0, c1);
    }
  }

  @Override
  public void reach(Reaches reaches) {
    if (dIn != null) {
      reaches.view(in);
      reaches.view(quotients, in);
      reaches.view(dIn, in);
    }
  }
}
