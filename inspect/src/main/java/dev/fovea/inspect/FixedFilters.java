package dev.fovea.inspect;

/**
 * Filters that nobody learnt: what the first layer of a network often comes to look like, to be
 * tried on an image by hand. Beyond its edge an image goes on with its outermost pixels.
 */
public enum FixedFilters {
  /** Bright above dark is positive, dark above bright negative. */
  HORIZONTAL_EDGES,
  /** Bright left of dark is positive, dark left of bright negative. */
  VERTICAL_EDGES,
  /** How steep the brightness is, in any direction: the length of Sobel's two gradients. */
  SOBEL,
  /** The mean of each pixel and its eight neighbours. */
  BLUR;

  private static final float[] ROWS = {1, 1, 1, 0, 0, 0, -1, -1, -1};
  private static final float[] COLUMNS = {1, 0, -1, 1, 0, -1, 1, 0, -1};
  private static final float[] SOBEL_ROWS = {1, 2, 1, 0, 0, 0, -1, -2, -1};
  private static final float[] SOBEL_COLUMNS = {1, 0, -1, 2, 0, -2, 1, 0, -1};
  private static final float[] MEAN = {1, 1, 1, 1, 1, 1, 1, 1, 1};

  /** The filter's picture of an image, at the same size. */
  public Grid apply(Grid image) {
    return switch (this) {
      case HORIZONTAL_EDGES -> correlate(image, ROWS, 1);
      case VERTICAL_EDGES -> correlate(image, COLUMNS, 1);
      case SOBEL -> lengths(correlate(image, SOBEL_ROWS, 1), correlate(image, SOBEL_COLUMNS, 1));
      case BLUR -> correlate(image, MEAN, 1 / 9f);
    };
  }

  private static Grid lengths(Grid a, Grid b) {
    float[] values = new float[a.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.hypot(a.values()[i], b.values()[i]);
    }
    return new Grid(a.height(), a.width(), values);
  }

  private static Grid correlate(Grid image, float[] kernel, float scale) {
    float[] values = new float[image.values().length];
    for (int row = 0; row < image.height(); row++) {
      for (int column = 0; column < image.width(); column++) {
        float sum = 0;
        for (int k = 0; k < kernel.length; k++) {
          int y = Math.clamp(row + k / 3 - 1, 0, image.height() - 1);
          int x = Math.clamp(column + k % 3 - 1, 0, image.width() - 1);
          sum += kernel[k] * image.at(y, x);
        }
        values[row * image.width() + column] = sum * scale;
      }
    }
    return new Grid(image.height(), image.width(), values);
  }
}
