package dev.fovea.net;

/**
 * The mean of each window of each channel.
 *
 * <p>In: {@code c x h x w}. Out: {@code c} x what {@link PoolSize} says of h and w.
 *
 * @param kernel rows and columns of a window, at least 1
 * @param stride step of the window; equal to {@code kernel} unless said
 * @param padding rows and columns of zeros around the image, at most half of the kernel; 0 unless
 *     said
 * @param ceilMode whether a last window that the image does not fill counts too; false unless said
 * @param countPadding whether zeros of the padding are counted in the mean, as PyTorch does unless
 *     told otherwise and Keras never; what lies beyond the padding is never counted
 */
public record AvgPool2d(int kernel, int stride, int padding, boolean ceilMode, boolean countPadding)
    implements Pooling {

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public AvgPool2d {
    PoolSize.check("AvgPool2d", kernel, stride, padding);
  }

  /** Without padding; what fills no window is dropped. */
  public AvgPool2d(int kernel, int stride) {
    this(kernel, stride, 0, false, true);
  }

  /** Windows side by side: stride equal to kernel. */
  public AvgPool2d(int kernel) {
    this(kernel, kernel);
  }

  /** The same layer with another padding on all four sides. */
  public AvgPool2d withPadding(int padding) {
    return new AvgPool2d(kernel, stride, padding, ceilMode, countPadding);
  }

  /** The same layer in which a last window that the image does not fill counts too. */
  public AvgPool2d withCeilMode() {
    return new AvgPool2d(kernel, stride, padding, true, countPadding);
  }

  /** The same layer that divides by the elements of the image alone. */
  public AvgPool2d withoutCountingPadding() {
    return new AvgPool2d(kernel, stride, padding, ceilMode, false);
  }

  @Override
  public Shape output(Shape in) {
    return PoolSize.output(in, kernel, stride, padding, ceilMode);
  }

  @Override
  public String toString() {
    return PoolSize.text("AvgPool2d", kernel, stride, padding, ceilMode)
        + (padding > 0 && !countPadding ? ", padding not counted" : "");
  }
}
