package dev.fovea.engine.kernel;

/**
 * The third matrix of Winograd's minimal filtering, G (see {@link TileTransform}): a filter of 3 x
 * 3 or 5 x 5 taps to 8 x 8 points, and back for its gradient. Here filters, not images, lie side by
 * side: {@code [tap or point][filter]}, {@link #BLOCK} at a time.
 */
public final class FilterTransform {

  /** Points in each direction. */
  public static final int POINTS = 8;

  /** Filters that are transformed together; a multiple of the lanes. */
  public static final int BLOCK = 64;

  /** Floats that {@link #points} and {@link #gradient} need for themselves. */
  public static final int SCRATCH = 2 * POINTS * POINTS * BLOCK;

  private static final double[] POINT = {1, -1, 2, -2, 0.5, -0.5};
  private static final double[] SCALE = {
    -2 / 9.0, -2 / 9.0, 1 / 90.0, 1 / 90.0, 32 / 45.0, 32 / 45.0
  };
  private static final float[] ONES = {1f};

  private final int taps;
  private final float[] matrix;

  /** For filters of {@code taps} rows and columns. */
  public FilterTransform(int taps) {
    this.taps = taps;
    this.matrix = new float[POINTS * taps];
    matrix[0] = 1f;
    for (int i = 0; i < POINT.length; i++) {
      for (int k = 0; k < taps; k++) {
        matrix[(i + 1) * taps + k] = (float) (SCALE[i] * Math.pow(POINT[i], k));
      }
    }
    matrix[matrix.length - 1] = 1f;
  }

  /** How many floats {@code filters} filters are. */
  public long weights(int filters) {
    return (long) filters * taps * taps;
  }

  /**
   * Transforms filters {@code f0} to {@code f1} of {@code filters}; {@code f0} is a multiple of
   * {@link #BLOCK}.
   *
   * @param weights filter f's taps from {@code weights[weightsAt + f * taps * taps]} on
   * @param to receives filter f's value at point p at {@code x[to + p * Lanes.padded(filters) + f]}
   * @param scratch where in {@code x} there is room for {@link #SCRATCH} floats
   */
  public void points(
      Kernels kernels,
      float[] weights,
      int weightsAt,
      int filters,
      int f0,
      int f1,
      float[] x,
      int to,
      int scratch) {
    int size = taps * taps;
    int half = scratch + size * BLOCK;
    for (int f = f0; f < f1; f += BLOCK) {
      int n = Math.min(BLOCK, f1 - f);
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < size; k++) {
          x[scratch + k * BLOCK + i] = weights[weightsAt + (f + i) * size + k];
        }
      }
      int row = Lanes.padded(n);
      for (int p = 0; p < POINTS; p++) {
        int at = half + p * taps * BLOCK;
        for (int c = 0; c < taps; c++) {
          int from = scratch + c * BLOCK;
          kernels.weightedSum(
              x, from, taps * BLOCK, matrix, p * taps, 1, taps, at + c * BLOCK, row);
        }
      }
      for (int p = 0; p < POINTS * POINTS; p++) {
        int from = half + p / POINTS * taps * BLOCK;
        int at = to + p * Lanes.padded(filters) + f;
        kernels.weightedSum(x, from, BLOCK, matrix, p % POINTS * taps, 1, taps, at, row);
      }
    }
  }

  /**
   * The way back: from the gradient of the points to that of filters {@code f0} to {@code f1}.
   *
   * @param from holds the gradient of point p of filter f at {@code x[from + p *
   *     Lanes.padded(filters) + f]}, once for each of {@code groups}, {@code groupStride} apart,
   *     which are added
   */
  public void gradient(
      Kernels kernels,
      float[] x,
      int from,
      int groups,
      int groupStride,
      int filters,
      int f0,
      int f1,
      float[] gradient,
      int gradientAt,
      int scratch) {
    int size = taps * taps;
    int half = scratch + POINTS * POINTS * BLOCK;
    for (int f = f0; f < f1; f += BLOCK) {
      int n = Math.min(BLOCK, f1 - f);
      int row = Lanes.padded(n);
      for (int p = 0; p < POINTS * POINTS; p++) {
        int at = from + p * Lanes.padded(filters) + f;
        kernels.weightedSum(x, at, groupStride, ONES, 0, 0, groups, scratch + p * BLOCK, row);
      }
      for (int p = 0; p < POINTS; p++) {
        for (int c = 0; c < taps; c++) {
          int at = half + (p * taps + c) * BLOCK;
          kernels.weightedSum(
              x, scratch + p * POINTS * BLOCK, BLOCK, matrix, c, taps, POINTS, at, row);
        }
      }
      for (int k = 0; k < size; k++) {
        int at = half + k % taps * BLOCK;
        kernels.weightedSum(
            x, at, taps * BLOCK, matrix, k / taps, taps, POINTS, scratch + k * BLOCK, row);
      }
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < size; k++) {
          gradient[gradientAt + (f + i) * size + k] = x[scratch + k * BLOCK + i];
        }
      }
    }
  }
}
