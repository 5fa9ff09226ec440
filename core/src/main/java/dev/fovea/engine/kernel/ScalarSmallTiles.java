package dev.fovea.engine.kernel;

import static java.lang.Math.fma;

/** The small {@link TileTransform}s of one lane of one line, from {@code x[v]} to {@code x[r]}. */
final class ScalarSmallTiles {

  private ScalarSmallTiles() {}

  static void input(float[] x, int v, int r) {
    x[r] = fma(4f, x[v], fma(-5f, x[v + 2], x[v + 4]));
    float even = fma(-4f, x[v + 2], x[v + 4]);
    float odd = fma(-4f, x[v + 1], x[v + 3]);
    x[r + 1] = even + odd;
    x[r + 2] = even - odd;
    even = x[v + 4] - x[v + 2];
    odd = x[v + 3] - x[v + 1];
    x[r + 3] = fma(2f, odd, even);
    x[r + 4] = fma(-2f, odd, even);
    x[r + 5] = fma(4f, x[v + 1], fma(-5f, x[v + 3], x[v + 5]));
  }

  static void output(float[] x, int v, int r) {
    float s1 = x[v + 1] + x[v + 2];
    float d1 = x[v + 1] - x[v + 2];
    float s2 = x[v + 3] + x[v + 4];
    float d2 = x[v + 3] - x[v + 4];
    x[r] = x[v] + s1 + s2;
    x[r + 1] = fma(2f, d2, d1);
    x[r + 2] = fma(4f, s2, s1);
    x[r + 3] = fma(8f, d2, d1 + x[v + 5]);
  }

  static void outputGradient(float[] x, int v, int r) {
    float even = x[v] + x[v + 2];
    float odd = x[v + 1] + x[v + 3];
    x[r] = x[v];
    x[r + 1] = even + odd;
    x[r + 2] = even - odd;
    even = fma(4f, x[v + 2], x[v]);
    odd = fma(4f, x[v + 3], x[v + 1]);
    x[r + 3] = fma(2f, odd, even);
    x[r + 4] = fma(-2f, odd, even);
    x[r + 5] = x[v + 3];
  }

  static void inputGradient(float[] x, int v, int r) {
    float s1 = x[v + 1] + x[v + 2];
    float d1 = x[v + 1] - x[v + 2];
    float s2 = x[v + 3] + x[v + 4];
    float d2 = x[v + 3] - x[v + 4];
    x[r] = x[v] * 4f;
    x[r + 1] = fma(4f, x[v + 5] - d1, d2 * -2f);
    x[r + 2] = fma(-5f, x[v], fma(-4f, s1, s2 * -1f));
    x[r + 3] = fma(-5f, x[v + 5], fma(2f, d2, d1));
    x[r + 4] = x[v] + s1 + s2;
    x[r + 5] = x[v + 5];
  }

  static void filter(float[] x, int v, int r) {
    float even = x[v] + x[v + 2];
    x[r] = x[v] * 0.25f;
    x[r + 1] = (even + x[v + 1]) * (-1 / 6f);
    x[r + 2] = (even - x[v + 1]) * (-1 / 6f);
    even = fma(4f, x[v + 2], x[v]);
    x[r + 3] = fma(2f, x[v + 1], even) * (1 / 24f);
    x[r + 4] = fma(-2f, x[v + 1], even) * (1 / 24f);
    x[r + 5] = x[v + 2];
  }

  static void filterGradient(float[] x, int v, int r) {
    float s1 = x[v + 1] + x[v + 2];
    float d1 = x[v + 1] - x[v + 2];
    float s2 = x[v + 3] + x[v + 4];
    float d2 = x[v + 3] - x[v + 4];
    x[r] = fma(0.25f, x[v], fma(1 / 24f, s2, s1 * (-1 / 6f)));
    x[r + 1] = fma(1 / 12f, d2, d1 * (-1 / 6f));
    x[r + 2] = fma(1 / 6f, s2 - s1, x[v + 5]);
  }
}
