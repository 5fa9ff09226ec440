package dev.fovea.engine;

/**
 * Where a plan takes its images from.
 *
 * @param pixels all images, one after the other, {@code [channel][row][column]}
 * @param labels the class of each image; null if unknown, then there is no loss
 * @param table the input for each of the 256 pixel values, or so many for each channel, one after
 *     the other
 * @param standardize whether the inputs of each image are then brought to a mean of 0 and a
 *     deviation of 1: see {@link Standardization}
 * @param augmenter what changes the images before; null if they stay as they are
 */
public record Source(
    byte[] pixels, int[] labels, float[] table, boolean standardize, Augmenter augmenter) {

  /** As they are, by a table alone. */
  public Source(byte[] pixels, int[] labels, float[] table) {
    this(pixels, labels, table, false, null);
  }

  /**
   * Checks what a run is about to take, {@code order[from]} to {@code order[from + count - 1]},
   * which are there.
   *
   * @throws IllegalArgumentException if there is no such image, label or class
   */
  void check(int[] order, int from, int count, int imageSize, int classes) {
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
}
