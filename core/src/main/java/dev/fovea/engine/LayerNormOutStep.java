package dev.fovea.engine;

import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.LayerNormKernels;

/**
 * The second step of a {@link dev.fovea.net.LayerNorm}, after {@link LayerNormInStep}: it
 * normalises; and going backward, before that one, it sums what the gradient of the input needs of
 * the whole image. The gradients of weights and biases are summed over each group at once, because
 * the output's gradient is then overwritten; {@link #gradients} adds the groups in their order.
 */
record LayerNormOutStep(LayerNormShape s) implements Step {

  @Override
  public void forward(Frame f, int g0, int g1, int part, int parts) {
    int channels = s.in().channels();
    int plane = s.in().height() * s.in().width();
    int c0 = Step.cut(channels, part, parts);
    int c1 = Step.cut(channels, part + 1, parts);
    LayerNormKernels kernels = f.kernels.layerNorms();
    for (int g = g0; g < g1; g++) {
      int at = g * f.groupStride;
      // Each thread for itself: that is less than to wait for one that does it.
      kernels.combine(f.x, s.momentsAt(at), channels, plane, s.epsilon(), f.scratch);
      kernels.forward(
          s.in(), s.out(), f.x, at, f.scratch, f.parameters, s.weightsAt(), s.biasAt(), c0, c1);
      if (part == 0) {
        int size = LayerNormKernels.ROWS * Lanes.COUNT;
        System.arraycopy(f.scratch, 0, f.x, s.statisticsAt(at), size);
      }
    }
  }

  @Override
  public void backward(Frame f, int g0, int g1, int part, int parts) {
    int c0 = Step.cut(s.in().channels(), part, parts);
    int c1 = Step.cut(s.in().channels(), part + 1, parts);
    for (int g = g0; g < g1; g++) {
      int at = g * f.groupStride;
      f.kernels
          .layerNorms()
          .sums(
              s.in(),
              s.dOut(),
              f.x,
              at,
              s.statisticsAt(at),
              s.momentsAt(at),
              at + s.room().sumsAt(),
              at + s.room().biasSumsAt(s.elements()),
              f.parameters,
              s.weightsAt(),
              c0,
              c1,
              f.scratch);
    }
  }

  @Override
  public void gradients(Frame f, int part, int parts) {
    int first = Step.cut(s.elements(), part, parts);
    int end = Step.cut(s.elements(), part + 1, parts);
    add(f, s.room().sumsAt(), s.weightsAt(), first, end);
    add(f, s.room().biasSumsAt(s.elements()), s.biasAt(), first, end);
  }

  private static void add(Frame f, int from, int to, int first, int end) {
    System.arraycopy(f.x, from + first, f.gradient, to + first, end - first);
    for (int g = 1; g < f.groups; g++) {
      int sums = g * f.groupStride + from;
      for (int i = first; i < end; i++) {
        f.gradient[to + i] += f.x[sums + i];
      }
    }
  }

  @Override
  public void reach(Reaches r) {
    r.view(s.in());
    r.view(s.out(), s.in());
    s.measured(r);
    s.parameters(r);
    r.scratch();
    if (s.dOut() != null) {
      r.view(s.dOut(), s.in());
      s.sums(r);
    }
  }
}
