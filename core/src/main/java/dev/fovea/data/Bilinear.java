package dev.fovea.data;

/**
 * Resizes between samples: an output pixel lies between the four pixels around its centre and is
 * weighted by its distance from them. Where a picture shrinks by more than half, pixels between
 * those are not seen.
 *
 * <p>Centres are at half pixels, and beyond the outermost centres the border goes on: {@code
 * align_corners=False} without {@code antialias} in PyTorch's {@code interpolate}.
 */
final class Bilinear {

  private Bilinear() {}

  /**
   * Resizes a picture.
   *
   * @param height rows of the result
   * @param width columns of the result
   * @return {@code [channel][row][column]}
   */
  static float[] resize(Rows source, int height, int width) {
    int channels = source.channels();
    int columns = source.width();
    float[] result = new float[channels * height * width];
    float[] upper = new float[channels * columns];
    float[] lower = new float[channels * columns];
    for (int o = 0; o < height; o++) {
      double y = place(o, height, source.height());
      int top = (int) y;
      source.read(top, upper);
      source.read(Math.min(top + 1, source.height() - 1), lower);
      double down = y - top;
      for (int p = 0; p < width; p++) {
        double x = place(p, width, columns);
        int left = (int) x;
        int right = Math.min(left + 1, columns - 1);
        double along = x - left;
        for (int c = 0; c < channels; c++) {
          int at = c * columns;
          double above = between(upper[at + left], upper[at + right], along);
          double below = between(lower[at + left], lower[at + right], along);
          result[(c * height + o) * width + p] = (float) between(above, below, down);
        }
      }
    }
    return result;
  }

  /** Where the centre of output {@code o} lies among the centres of the input. */
  private static double place(int o, int size, int inputs) {
    return Math.max(0, (o + 0.5) * inputs / size - 0.5);
  }

  private static double between(double from, double to, double share) {
    return from + (to - from) * share;
  }
}
