package dev.fovea.data;

/** The outermost pixels of a picture, which mostly show its ground. */
final class Border {

  private Border() {}

  /** The median, 0 to 255, of the border of the plane that starts at {@code from}. */
  static int median(byte[] pixels, int from, int rows, int columns) {
    int[] counts = new int[256];
    int total = 0;
    for (int y = 0; y < rows; y++) {
      boolean whole = y == 0 || y == rows - 1;
      int step = whole ? 1 : Math.max(1, columns - 1);
      for (int x = 0; x < columns; x += step) {
        counts[Byte.toUnsignedInt(pixels[from + y * columns + x])]++;
        total++;
      }
    }
    int value = 0;
    int seen = counts[0];
    while (seen <= total / 2) {
      value++;
      seen += counts[value];
    }
    return value;
  }
}
