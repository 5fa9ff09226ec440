package dev.fovea.data;

/**
 * One channel of a picture as numbers.
 *
 * @param values {@code [row][column]}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: only handed on
record Plane(float[] values, int height, int width) implements Rows {

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public void read(int y, float[] row) {
    System.arraycopy(values, y * width, row, 0, width);
  }

  float at(int y, int x) {
    return values[y * width + x];
  }

  /** A copy of the part of {@code rows x columns} pixels that starts at {@code top, left}. */
  Plane crop(int top, int left, int rows, int columns) {
    float[] part = new float[rows * columns];
    for (int y = 0; y < rows; y++) {
      System.arraycopy(values, (top + y) * width + left, part, y * columns, columns);
    }
    return new Plane(part, rows, columns);
  }
}
