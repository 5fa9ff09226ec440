package dev.fovea.net;

/**
 * The shape of one image or one layer's output for one image: channels x height x width.
 *
 * <p>A vector of n features is {@code n x 1 x 1}. The batch is never part of a shape.
 *
 * @param channels number of channels, at least 1
 * @param height rows, at least 1
 * @param width columns, at least 1
 */
public record Shape(int channels, int height, int width) {

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if one is less than 1 or their product does not fit an int
   */
  public Shape {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a shape needs sizes of at least 1, not %d x %d x %d".formatted(channels, height, width));
    }
    if ((long) channels * height > Integer.MAX_VALUE
        || (long) channels * height * width > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a shape of %d x %d x %d is too large".formatted(channels, height, width));
    }
  }

  /** The shape of a vector of {@code features} numbers. */
  public static Shape vector(int features) {
    return new Shape(features, 1, 1);
  }

  /** Numbers in one image of this shape: channels x height x width. */
  public int size() {
    return channels * height * width;
  }

  /** Whether this is a plain vector of features, without rows and columns. */
  public boolean isVector() {
    return height == 1 && width == 1;
  }

  /** {@code 10 x 24 x 24}, or {@code 320} for a vector. */
  @Override
  public String toString() {
    return isVector() ? String.valueOf(channels) : sizes();
  }

  /** {@code 10 x 24 x 24}, for a vector too: {@code 320 x 1 x 1}. */
  String sizes() {
    return channels + " x " + height + " x " + width;
  }
}
