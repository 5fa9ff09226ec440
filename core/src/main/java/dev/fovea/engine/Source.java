package dev.fovea.engine;

/**
 * Where a plan takes its images from.
 *
 * @param pixels all images, one after the other, {@code [channel][row][column]}
 * @param labels the class of each image; null if unknown, then there is no loss
 * @param table the input for each of the 256 pixel values
 */
public record Source(byte[] pixels, int[] labels, float[] table) {

  /** Entries of a table: a byte's values. */
  static final int BYTES = 256;

  /**
   * Checks what a run is about to take, {@code order[from]} to {@code order[from + count - 1]},
   * which are there.
   *
   * @throws IllegalArgumentException if there is no such image, label or class, or the table is
   *     short
   */
  void check(int[] order, int from, int count, int imageSize, int classes) {
    checkTable(table);
    int images = pixels.length / imageSize;
    for (int n = from; n < from + count; n++) {
      int image = order[n];
      if (image < 0 || image >= images || (labels != null && image >= labels.length)) {
        throw new IllegalArgumentException("there is no image " + image);
      }
      if (labels != null && (labels[image] < 0 || labels[image] >= classes)) {
        throw new IllegalArgumentException("there is no class " + labels[image]);
      }
    }
  }

  /**
   * Checks that a table has an input for each byte.
   *
   * @throws IllegalArgumentException if not
   */
  static void checkTable(float[] table) {
    if (table.length != BYTES) {
      throw new IllegalArgumentException(BYTES + " inputs are needed, one for each byte");
    }
  }
}
