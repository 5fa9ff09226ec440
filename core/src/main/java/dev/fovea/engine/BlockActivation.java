package dev.fovea.engine;

import dev.fovea.engine.kernel.Curve;
import dev.fovea.engine.kernel.Kernels;
import dev.fovea.engine.kernel.View;

/** Of a single image: an activation but ReLU, in place where nobody else reads its input. */
record BlockActivation(Curve curve, View in, View out) implements BlockStep {

  @Override
  public void run(Kernels kernels, float[] x) {
    kernels.activations().forward(curve, in, out, x, 0, 0, in.channels());
  }

  @Override
  public void reach(Reaches r) {
    r.view(in);
    r.view(out, in);
  }
}
