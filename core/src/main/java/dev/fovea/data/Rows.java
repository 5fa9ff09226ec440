package dev.fovea.data;

/** A picture that is read row by row, so that a large one never exists as numbers at once. */
interface Rows {

  int channels();

  int height();

  int width();

  /** Puts row {@code y} into {@code row}, {@code [channel][column]}, 0 to 255. */
  void read(int y, float[] row);

  /** The whole picture, {@code [channel][row][column]}. */
  default float[] all() {
    int width = width();
    float[] all = new float[channels() * height() * width];
    float[] row = new float[channels() * width];
    for (int y = 0; y < height(); y++) {
      read(y, row);
      for (int c = 0; c < channels(); c++) {
        System.arraycopy(row, c * width, all, (c * height() + y) * width, width);
      }
    }
    return all;
  }
}
