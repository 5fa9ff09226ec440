package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.VectorKernels.S;

import jdk.incubator.vector.FloatVector;

/**
 * {@link Kernels#correlateWeights} for few channels: 9 taps x 1 channel in registers, one loop over
 * the positions of a stretch; the sixteen lanes are added at its end. A depthwise convolution has
 * one or two channels of each input, and most kernels have nine taps.
 *
 * <p>Taps beyond the last are the last one again, and not written.
 */
final class VectorWeights9x1 {

  private static final int TAPS = 9;

  private VectorWeights9x1() {}

  static int tiles(Correlation g, int channels) {
    return tapTiles(g) * channels;
  }

  private static int tapTiles(Correlation g) {
    return (g.taps() + TAPS - 1) / TAPS;
  }

  static void run(
      Correlation g,
      float[] x,
      int inAt,
      int outAt,
      int groups,
      int groupStride,
      float[] gradient,
      int gradientAt,
      int tile0,
      int tile1,
      float[] scratch) {
    int groupStep = Stretches.groups(g.positions());
    int step = Stretches.positions(g.positions());
    for (int first = 0; first < groups; first += groupStep) {
      int count = Math.min(groupStep, groups - first);
      int in = inAt + first * groupStride;
      int out = outAt + first * groupStride;
      for (int p0 = 0; p0 < g.positions(); p0 += step) {
        int p1 = Math.min(p0 + step, g.positions());
        for (int tile = tile0; tile < tile1; tile++) {
          int t = tile % tapTiles(g) * TAPS;
          int c = tile / tapTiles(g);
          sums(g, x, in, out + c * g.outChannel(), count, groupStride, p0, p1, t, scratch);
          int to = gradientAt + c * g.weightChannel();
          for (int k = 0; k < Math.min(TAPS, g.taps() - t); k++) {
            int at = to + g.weightTap()[t + k];
            float sum = Lanes.sum(scratch, k * Lanes.COUNT);
            gradient[at] = first + p0 == 0 ? sum : gradient[at] + sum;
          }
        }
      }
    }
  }

  /** The sums of 9 taps from {@code t} on, lane by lane. */
  private static void sums(
      Correlation g,
      float[] x,
      int inAt,
      int outAt,
      int groups,
      int groupStride,
      int p0,
      int p1,
      int t,
      float[] scratch) {
    int[] tap = g.inTap();
    int last = g.taps() - 1;
    for (int lane = 0; lane < Lanes.COUNT; lane += S.length()) {
      int in = inAt + lane;
      sum(
          x,
          in + tap[t],
          in + tap[Math.min(t + 1, last)],
          in + tap[Math.min(t + 2, last)],
          in + tap[Math.min(t + 3, last)],
          in + tap[Math.min(t + 4, last)],
          in + tap[Math.min(t + 5, last)],
          in + tap[Math.min(t + 6, last)],
          in + tap[Math.min(t + 7, last)],
          in + tap[Math.min(t + 8, last)],
          g.inPos(),
          outAt + lane,
          g.outPos(),
          p0,
          p1,
          groups,
          groupStride,
          scratch,
          lane);
    }
  }

  private static void sum(
      float[] x,
      int i0,
      int i1,
      int i2,
      int i3,
      int i4,
      int i5,
      int i6,
      int i7,
      int i8,
      int[] inPos,
      int d,
      int[] outPos,
      int p0,
      int p1,
      int groups,
      int groupStride,
      float[] s,
      int lane) {
    FloatVector a0 = FloatVector.zero(S);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector a4 = a0;
    FloatVector a5 = a0;
    FloatVector a6 = a0;
    FloatVector a7 = a0;
    FloatVector a8 = a0;
    for (int group = 0; group < groups; group++) {
      int at = group * groupStride;
      for (int p = p0; p < p1; p++) {
        int in = at + inPos[p];
        FloatVector v = FloatVector.fromArray(S, x, d + at + outPos[p]);
        a0 = v.fma(FloatVector.fromArray(S, x, i0 + in), a0);
        a1 = v.fma(FloatVector.fromArray(S, x, i1 + in), a1);
        a2 = v.fma(FloatVector.fromArray(S, x, i2 + in), a2);
        a3 = v.fma(FloatVector.fromArray(S, x, i3 + in), a3);
        a4 = v.fma(FloatVector.fromArray(S, x, i4 + in), a4);
        a5 = v.fma(FloatVector.fromArray(S, x, i5 + in), a5);
        a6 = v.fma(FloatVector.fromArray(S, x, i6 + in), a6);
        a7 = v.fma(FloatVector.fromArray(S, x, i7 + in), a7);
        a8 = v.fma(FloatVector.fromArray(S, x, i8 + in), a8);
      }
    }
    a0.intoArray(s, lane);
    a1.intoArray(s, lane + 16);
    a2.intoArray(s, lane + 32);
    a3.intoArray(s, lane + 48);
    a4.intoArray(s, lane + 64);
    a5.intoArray(s, lane + 80);
    a6.intoArray(s, lane + 96);
    a7.intoArray(s, lane + 112);
    a8.intoArray(s, lane + 128);
  }
}
