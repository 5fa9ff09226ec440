package dev.fovea.engine.kernel;

import static java.lang.Math.fma;

/**
 * {@link Kernels#transformTile} as plain loops: each {@link TileTransform} for one lane of one line
 * at a time, from {@code x[v]} to {@code x[r]}.
 */
final class ScalarTiles {

  private ScalarTiles() {}

  static void run(
      TileTransform transform,
      float[] x,
      int from,
      int fromRow,
      int fromColumn,
      int to,
      int toRow,
      int toColumn,
      int scratch) {
    int n = transform.from();
    int row = transform.to() * Lanes.COUNT;
    int v = scratch + 64 * Lanes.COUNT;
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      for (int i = 0; i < n; i++) {
        int line = scratch + lane + i * row;
        line(transform, x, from + lane + i * fromColumn, fromRow, line, Lanes.COUNT, v);
      }
      for (int i = 0; i < transform.to(); i++) {
        int line = scratch + lane + i * Lanes.COUNT;
        line(transform, x, line, row, to + lane + i * toRow, toColumn, v);
      }
    }
  }

  private static void line(
      TileTransform transform, float[] x, int at, int step, int to, int toStep, int v) {
    int r = v + 8;
    for (int i = 0; i < transform.from(); i++) {
      x[v + i] = x[at + i * step];
    }
    switch (transform) {
      case INPUT -> input(x, v, r);
      case OUTPUT_4, OUTPUT_6 -> output(transform.to(), x, v, r);
      case OUTPUT_GRADIENT_4, OUTPUT_GRADIENT_6 -> outputGradient(transform.from(), x, v, r);
      case INPUT_GRADIENT -> inputGradient(x, v, r);
      case SMALL_INPUT -> ScalarSmallTiles.input(x, v, r);
      case SMALL_OUTPUT -> ScalarSmallTiles.output(x, v, r);
      case SMALL_OUTPUT_GRADIENT -> ScalarSmallTiles.outputGradient(x, v, r);
      case SMALL_INPUT_GRADIENT -> ScalarSmallTiles.inputGradient(x, v, r);
      case SMALL_FILTER -> ScalarSmallTiles.filter(x, v, r);
      case SMALL_FILTER_GRADIENT -> ScalarSmallTiles.filterGradient(x, v, r);
    }
    for (int i = 0; i < transform.to(); i++) {
      x[to + i * toStep] = x[r + i];
    }
  }

  private static void input(float[] x, int v, int r) {
    x[r] = fma(5.25f, x[v + 4] - x[v + 2], x[v] - x[v + 6]);
    x[r + 7] = fma(5.25f, x[v + 3] - x[v + 5], x[v + 7] - x[v + 1]);
    float even = fma(-4.25f, x[v + 4], x[v + 2] + x[v + 6]);
    float odd = fma(-4.25f, x[v + 3], x[v + 1] + x[v + 5]);
    x[r + 1] = even + odd;
    x[r + 2] = even - odd;
    even = fma(0.25f, x[v + 2], fma(-1.25f, x[v + 4], x[v + 6]));
    odd = fma(0.25f, x[v + 1], fma(-1.25f, x[v + 3], x[v + 5]));
    x[r + 3] = fma(2f, odd, even);
    x[r + 4] = fma(-2f, odd, even);
    even = fma(4f, x[v + 2], fma(-5f, x[v + 4], x[v + 6]));
    odd = fma(4f, x[v + 1], fma(-5f, x[v + 3], x[v + 5]));
    x[r + 5] = fma(0.5f, odd, even);
    x[r + 6] = fma(-0.5f, odd, even);
  }

  /** Output j is the sum of the points' values times the point to the power of j. */
  private static void output(int outputs, float[] x, int v, int r) {
    float s1 = x[v + 1] + x[v + 2];
    float d1 = x[v + 1] - x[v + 2];
    float s2 = x[v + 3] + x[v + 4];
    float d2 = x[v + 3] - x[v + 4];
    float s3 = x[v + 5] + x[v + 6];
    float d3 = x[v + 5] - x[v + 6];
    x[r] = (x[v] + s1) + (s2 + s3);
    for (int j = 1; j < outputs; j++) {
      boolean even = j % 2 == 0;
      float one = even ? s1 : d1;
      float last = j == outputs - 1 ? one + x[v + 7] : one;
      x[r + j] = fma(1 << j, even ? s2 : d2, fma(1f / (1 << j), even ? s3 : d3, last));
    }
  }

  private static void outputGradient(int outputs, float[] x, int v, int r) {
    float even = x[v] + x[v + 2];
    float odd = x[v + 1] + x[v + 3];
    float even2 = fma(4f, x[v + 2], x[v]);
    float odd2 = fma(4f, x[v + 3], x[v + 1]);
    float even3 = fma(0.25f, x[v + 2], x[v]);
    float odd3 = fma(0.25f, x[v + 3], x[v + 1]);
    if (outputs == 6) {
      even += x[v + 4];
      odd += x[v + 5];
      even2 = fma(16f, x[v + 4], even2);
      odd2 = fma(16f, x[v + 5], odd2);
      even3 = fma(0.0625f, x[v + 4], even3);
      odd3 = fma(0.0625f, x[v + 5], odd3);
    }
    x[r] = x[v];
    x[r + 1] = even + odd;
    x[r + 2] = even - odd;
    x[r + 3] = fma(2f, odd2, even2);
    x[r + 4] = fma(-2f, odd2, even2);
    x[r + 5] = fma(0.5f, odd3, even3);
    x[r + 6] = fma(-0.5f, odd3, even3);
    x[r + 7] = x[v + outputs - 1];
  }

  private static void inputGradient(float[] x, int v, int r) {
    float s1 = x[v + 1] + x[v + 2];
    float d1 = x[v + 1] - x[v + 2];
    float s2 = x[v + 3] + x[v + 4];
    float d2 = x[v + 3] - x[v + 4];
    float s3 = x[v + 5] + x[v + 6];
    float d3 = x[v + 5] - x[v + 6];
    x[r] = x[v];
    x[r + 1] = fma(2f, d3, fma(0.5f, d2, d1)) - x[v + 7];
    x[r + 2] = fma(4f, s3, fma(0.25f, s2, fma(-5.25f, x[v], s1)));
    x[r + 3] = fma(-2.5f, d2 + d3, fma(-4.25f, d1, x[v + 7] * 5.25f));
    x[r + 4] = fma(-5f, s3, fma(-1.25f, s2, fma(-4.25f, s1, x[v] * 5.25f)));
    x[r + 5] = fma(0.5f, d3, fma(2f, d2, fma(-5.25f, x[v + 7], d1)));
    x[r + 6] = ((s1 + s2) + s3) - x[v];
    x[r + 7] = x[v + 7];
  }
}
