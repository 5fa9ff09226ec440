package dev.fovea.engine;

import dev.fovea.engine.kernel.View;

/**
 * {@link dev.fovea.net.Softmax}, or its logarithm. Each image needs all features at once; so
 * threads that share all groups take whole groups.
 *
 * @param logarithm whether it is {@link dev.fovea.net.LogSoftmax}
 */
record SoftmaxStep(boolean logarithm, View in, View out, View dIn, View dOut) implements Step {

  @Override
  public void forward(Frame f, int g0, int g1, int part, int parts) {
    int end = g0 + Step.cut(g1 - g0, part + 1, parts);
    for (int g = g0 + Step.cut(g1 - g0, part, parts); g < end; g++) {
      int at = g * f.groupStride;
      if (logarithm) {
        f.kernels.activations().logSoftmax(in, out, f.x, at, f.scratch);
      } else {
        f.kernels.activations().softmax(in, out, f.x, at, f.scratch);
      }
    }
  }

  @Override
  public void backward(Frame f, int g0, int g1, int part, int parts) {
    if (dIn == null) {
      return;
    }
    int end = g0 + Step.cut(g1 - g0, part + 1, parts);
    for (int g = g0 + Step.cut(g1 - g0, part, parts); g < end; g++) {
      int at = g * f.groupStride;
      if (logarithm) {
        f.kernels.activations().logSoftmaxBackward(out, dOut, dIn, f.x, at, f.scratch);
      } else {
        f.kernels.activations().softmaxBackward(out, dOut, dIn, f.x, at);
      }
    }
  }

  @Override
  public void reach(Reaches r) {
    r.view(in);
    r.view(out, in);
    r.scratch();
    if (dIn != null) {
      r.view(out);
      r.view(dOut, out);
      r.view(dIn, out);
    }
  }
}
