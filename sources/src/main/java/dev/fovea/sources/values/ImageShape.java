package dev.fovea.sources.values;

import java.util.Optional;

/**
 * The sizes of one image.
 *
 * @param channels 1 for gray, 3 for red, green and blue
 * @param height rows
 * @param width columns
 */
public record ImageShape(int channels, int height, int width) {

  /** Bytes of one image. */
  public int bytes() {
    return channels * height * width;
  }

  /**
   * What a row of numbers can be: a gray square if their count is a square, a square of three
   * channels if it is three times one. No count is both.
   *
   * @param values how many numbers there are; below 2^31
   */
  public static Optional<ImageShape> ofRow(long values) {
    int gray = root(values);
    if (gray > 0) {
      return Optional.of(new ImageShape(1, gray, gray));
    }
    int colour = values % 3 == 0 ? root(values / 3) : 0;
    return colour > 0 ? Optional.of(new ImageShape(3, colour, colour)) : Optional.empty();
  }

  /** The root of a square below 2^31; 0 of any other number. */
  private static int root(long square) {
    if (square < 1 || square > Integer.MAX_VALUE) {
      return 0;
    }
    int root = (int) Math.round(Math.sqrt((double) square));
    return (long) root * root == square ? root : 0;
  }

  /** For messages: {@code 28 x 28} or {@code 3 x 32 x 32}. */
  @Override
  public String toString() {
    return (channels == 1 ? "" : channels + " x ") + height + " x " + width;
  }
}
