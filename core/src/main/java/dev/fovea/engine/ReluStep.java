package dev.fovea.engine;

import dev.fovea.engine.kernel.View;
import dev.fovea.net.Relu;

/** {@link Relu}, in place where the layout allows it. */
record ReluStep(View in, View out, View dIn, View dOut) implements Step {

  @Override
  public void forward(Frame f, int g0, int g1, int part, int parts) {
    int c0 = Step.cut(in.channels(), part, parts);
    int c1 = Step.cut(in.channels(), part + 1, parts);
    for (int g = g0; g < g1; g++) {
      f.kernels.relu(in, out, f.x, g * f.groupStride, c0, c1);
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
      f.kernels.reluBackward(out, dOut, dIn, f.x, g * f.groupStride, c0, c1);
    }
  }

  @Override
  public void reach(Reaches r) {
    r.view(in);
    r.view(out, in);
    if (dIn != null) {
      r.view(out);
      r.view(dOut, out);
      r.view(dIn, out);
    }
  }
}
