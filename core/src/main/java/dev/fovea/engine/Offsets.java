package dev.fovea.engine;

/** Tables of offsets for the geometry of kernels. */
final class Offsets {

  private Offsets() {}

  /** {@code row * rowStep + column * columnStep} for each row and column, row by row. */
  static int[] grid(int rows, int columns, int rowStep, int columnStep) {
    return grid(1, rows, columns, 0, rowStep, columnStep);
  }

  /** The same for several planes, {@code planeStep} apart. */
  static int[] grid(int planes, int rows, int columns, int planeStep, int rowStep, int columnStep) {
    int[] table = new int[planes * rows * columns];
    int n = 0;
    for (int plane = 0; plane < planes; plane++) {
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          table[n++] = plane * planeStep + row * rowStep + column * columnStep;
        }
      }
    }
    return table;
  }

  /** Adds {@code offset} to each entry. */
  static int[] shift(int[] table, int offset) {
    int[] shifted = table.clone();
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] += offset;
    }
    return shifted;
  }
}
