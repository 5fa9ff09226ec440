package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.Lanes.COUNT;

import java.util.Arrays;

/** {@link Kernels#channelSums} as plain loops. */
final class ScalarSums {

  private ScalarSums() {}

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
      sum(view, x, groups, groupStride, view.offset(c, 0), scratch);
      gradient[gradientAt + c] = Lanes.sum(scratch, 0);
    }
  }

  /** Leaves the sums of the lanes of a channel that begins at {@code at} in {@code scratch}. */
  static void sum(View view, float[] x, int groups, int groupStride, int at, float[] scratch) {
    // Four sums, taken by turns, because one alone would wait for each addition.
    Arrays.fill(scratch, 0, 4 * COUNT, 0f);
    for (int group = 0; group < groups; group++) {
      for (int row = 0; row < view.height(); row++) {
        int from = group * groupStride + at + row * view.rowStride();
        for (int column = 0; column < view.width(); column++) {
          int sum = column % 4 * COUNT;
          for (int l = 0; l < COUNT; l++) {
            scratch[sum + l] += x[from + column * COUNT + l];
          }
        }
      }
    }
    addTurns(scratch);
  }

  /** Adds the four sums that were taken by turns. */
  static void addTurns(float[] sums) {
    for (int l = 0; l < COUNT; l++) {
      sums[l] = (sums[l] + sums[COUNT + l]) + (sums[2 * COUNT + l] + sums[3 * COUNT + l]);
    }
  }
}
