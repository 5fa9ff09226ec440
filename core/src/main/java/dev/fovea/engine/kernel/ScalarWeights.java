package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.Lanes.COUNT;

import java.util.Arrays;

/** {@link Kernels#correlateWeights} as plain loops; a tile is an output channel. */
final class ScalarWeights {

  private ScalarWeights() {}

  static void run(
      Correlation g,
      float[] x,
      int inAt,
      int outAt,
      int groups,
      int groupStride,
      float[] gradient,
      int gradientAt,
      int c0,
      int c1,
      float[] scratch) {
    int groupStep = Stretches.groups(g.positions());
    int step = Stretches.positions(g.positions());
    for (int first = 0; first < groups; first += groupStep) {
      for (int p0 = 0; p0 < g.positions(); p0 += step) {
        for (int c = c0; c < c1; c++) {
          for (int t = 0; t < g.taps(); t++) {
            Arrays.fill(scratch, 0, COUNT, 0f);
            for (int group = first; group < Math.min(first + groupStep, groups); group++) {
              int in = inAt + group * groupStride + g.inTap()[t];
              int out = outAt + group * groupStride + c * g.outChannel();
              for (int p = p0; p < Math.min(p0 + step, g.positions()); p++) {
                multiplyAdd(x, in + g.inPos()[p], out + g.outPos()[p], scratch);
              }
            }
            int at = gradientAt + c * g.weightChannel() + g.weightTap()[t];
            float sum = Lanes.sum(scratch, 0);
            gradient[at] = first + p0 == 0 ? sum : gradient[at] + sum;
          }
        }
      }
    }
  }

  private static void multiplyAdd(float[] x, int in, int out, float[] sum) {
    for (int l = 0; l < COUNT; l++) {
      sum[l] = Math.fma(x[in + l], x[out + l], sum[l]);
    }
  }
}
