package dev.fovea.net;

/**
 * The largest value of each window of each channel.
 *
 * <p>In: {@code c x h x w}. Out: {@code c} x what {@link PoolSize} says of h and w. Among equal
 * values the first in reading order gets the gradient, as in PyTorch. What lies in the padding is
 * never the largest.
 *
 * @param kernel rows and columns of a window, at least 1
 * @param stride step of the window; equal to {@code kernel} unless said
 * @param padding rows and columns around the image, at most half of the kernel; 0 unless said
 * @param ceilMode whether a last window that the image does not fill counts too; false unless said
 */
public record MaxPool2d(int kernel, int stride, int padding, boolean ceilMode) implements Pooling {

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public MaxPool2d {
    PoolSize.check("MaxPool2d", kernel, stride, padding);
  }

  /** Without padding; what fills no window is dropped. */
  public MaxPool2d(int kernel, int stride) {
    this(kernel, stride, 0, false);
  }

  /** Windows side by side: stride equal to kernel. */
  public MaxPool2d(int kernel) {
    this(kernel, kernel);
  }

  /** The same layer with another padding on all four sides. */
  public MaxPool2d withPadding(int padding) {
    return new MaxPool2d(kernel, stride, padding, ceilMode);
  }

  /** The same layer in which a last window that the image does not fill counts too. */
  public MaxPool2d withCeilMode() {
    return new MaxPool2d(kernel, stride, padding, true);
  }

  @Override
  public Shape output(Shape in) {
    return PoolSize.output(in, kernel, stride, padding, ceilMode);
  }

  @Override
  public String toString() {
    return PoolSize.text("MaxPool2d", kernel, stride, padding, ceilMode);
  }
}
