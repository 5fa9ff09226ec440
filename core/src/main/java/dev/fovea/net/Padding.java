package dev.fovea.net;

/** The zeros around an image that a convolution sees. */
public sealed interface Padding {

  /** No zeros: also called {@code valid}. */
  Padding NONE = new Zeros(0, 0);

  /**
   * As many zeros as give {@code ceil(size / stride)} rows and columns: the size of the input where
   * the stride is 1.
   */
  Padding SAME = new Same();

  /**
   * A number of zeros.
   *
   * @param rows above and below, at least 0
   * @param columns left and right, at least 0
   */
  record Zeros(int rows, int columns) implements Padding {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is less than 0
     */
    public Zeros {
      Require.atLeast(0, rows, "Conv2d: padding");
      Require.atLeast(0, columns, "Conv2d: padding");
    }
  }

  /** See {@link #SAME}. Of an odd number of zeros the larger half is below and right. */
  record Same() implements Padding {}

  /**
   * The zeros on each side.
   *
   * @param top rows above
   * @param left columns to the left
   * @param bottom rows below
   * @param right columns to the right
   */
  record Sides(int top, int left, int bottom, int right) {

    /** The largest of the four. */
    public int most() {
      return Math.max(Math.max(top, left), Math.max(bottom, right));
    }

    /** Whether all four are equal. */
    public boolean even() {
      return top == left && left == bottom && bottom == right;
    }
  }
}
