package dev.fovea.engine;

import dev.fovea.engine.kernel.View;
import dev.fovea.net.Flatten;

/**
 * {@link Flatten}: the vector is the image without its borders. Values have none, so forward is
 * nothing to do; gradients may have one, and are then copied row by row.
 */
record FlattenStep(View dIn, View dOut) implements Step {

  @Override
  public void forward(Frame f, int g0, int g1, int part, int parts) {}

  @Override
  public void backward(Frame f, int g0, int g1, int part, int parts) {
    if (dIn == null || dIn.at() == dOut.at()) {
      return;
    }
    int c0 = Step.cut(dIn.channels(), part, parts);
    int c1 = Step.cut(dIn.channels(), part + 1, parts);
    for (int g = g0; g < g1; g++) {
      int at = g * f.groupStride;
      for (int c = c0; c < c1; c++) {
        for (int row = 0; row < dIn.height(); row++) {
          int from = at + dOut.at() + (c * dIn.height() + row) * dIn.rowSize();
          int to = at + dIn.at() + c * dIn.channelStride() + row * dIn.rowStride();
          System.arraycopy(f.x, from, f.x, to, dIn.rowSize());
        }
      }
    }
  }
}
