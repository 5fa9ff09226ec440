package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.VectorKernels.S;

import jdk.incubator.vector.FloatVector;

/** {@link Kernels#channelSums}: four sums, taken by turns along a row, then the lanes. */
final class VectorSums {

  private VectorSums() {}

  static void run(
      View view,
      float[] x,
      int groups,
      int groupStride,
      float[] gradient,
      int gradientAt,
      int c0,
      int c1,
      float[] scratch) {
    for (int c = c0; c < c1; c++) {
      for (int lane = 0; lane < Lanes.COUNT; lane += S.length()) {
        int at = view.at() + c * view.channelStride() + lane;
        sum(view, x, groups, groupStride, at, scratch, lane);
      }
      gradient[gradientAt + c] = Lanes.sum(scratch, 0);
    }
  }

  /** The sums of a channel that begins at {@code at}, those of the lanes of one vector. */
  static void sum(View view, float[] x, int groups, int groupStride, int at, float[] sums, int to) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int full = view.width() & ~3;
    for (int group = 0; group < groups; group++) {
      for (int row = 0; row < view.height(); row++) {
        int from = group * groupStride + at + row * view.rowStride();
        for (int column = 0; column < full; column += 4) {
          int i = from + column * Lanes.COUNT;
          s0 = s0.add(FloatVector.fromArray(S, x, i));
          s1 = s1.add(FloatVector.fromArray(S, x, i + Lanes.COUNT));
          s2 = s2.add(FloatVector.fromArray(S, x, i + 2 * Lanes.COUNT));
          s3 = s3.add(FloatVector.fromArray(S, x, i + 3 * Lanes.COUNT));
        }
        int rest = from + full * Lanes.COUNT;
        if (full < view.width()) {
          s0 = s0.add(FloatVector.fromArray(S, x, rest));
        }
        if (full + 1 < view.width()) {
          s1 = s1.add(FloatVector.fromArray(S, x, rest + Lanes.COUNT));
        }
        if (full + 2 < view.width()) {
          s2 = s2.add(FloatVector.fromArray(S, x, rest + 2 * Lanes.COUNT));
        }
      }
    }
    s0.add(s1).add(s2.add(s3)).intoArray(sums, to);
  }
}
