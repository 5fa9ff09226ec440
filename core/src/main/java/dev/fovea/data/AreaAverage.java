package dev.fovea.data;

/**
 * Resizes by area: an output pixel is the mean of the part of the picture that it covers, weighted
 * by the share of each pixel in it.
 */
final class AreaAverage {

  private AreaAverage() {}

  /**
   * Resizes a picture.
   *
   * @param height rows of the result
   * @param width columns of the result
   * @return {@code [channel][row][column]}
   */
  static float[] resize(Rows source, int height, int width) {
    if (height == source.height() && width == source.width()) {
      return source.all();
    }
    int channels = source.channels();
    int rows = source.height();
    float[] result = new float[channels * height * width];
    float[] row = new float[channels * source.width()];
    float[] narrow = new float[channels * width];
    for (int y = 0; y < rows; y++) {
      source.read(y, row);
      for (int c = 0; c < channels; c++) {
        resizeRow(row, c * source.width(), source.width(), narrow, c * width, width);
      }
      // In units that are whole for both: row y is [y, y + 1) x height, and an output row o is
      // [o, o + 1) x rows.
      long from = (long) y * height;
      long to = from + height;
      for (long o = from / rows; o * rows < to; o++) {
        long shared = Math.min(to, (o + 1) * rows) - Math.max(from, o * rows);
        float share = (float) ((double) shared / rows);
        for (int c = 0; c < channels; c++) {
          int at = (c * height + (int) o) * width;
          for (int x = 0; x < width; x++) {
            result[at + x] += share * narrow[c * width + x];
          }
        }
      }
    }
    return result;
  }

  private static void resizeRow(
      float[] row, int at, int columns, float[] result, int resultAt, int width) {
    for (int o = 0; o < width; o++) {
      long from = (long) o * columns;
      long to = from + columns;
      double sum = 0;
      for (long x = from / width; x * width < to; x++) {
        long shared = Math.min(to, (x + 1) * width) - Math.max(from, x * width);
        sum += shared * (double) row[at + (int) x];
      }
      result[resultAt + o] = (float) (sum / columns);
    }
  }
}
