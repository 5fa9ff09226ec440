package dev.fovea.net;

/**
 * The largest value of each window of each channel.
 *
 * <p>In: {@code c x h x w}. Out: {@code c x ((h - kernel) / stride + 1) x ((w - kernel) / stride +
 * 1)}, rounded down: rows and columns that fill no window are dropped. Among equal values the first
 * in reading order gets the gradient, as in PyTorch.
 *
 * @param kernel rows and columns of a window, at least 1
 * @param stride step of the window; equal to {@code kernel} unless said
 */
public record MaxPool2d(int kernel, int stride) implements Layer {

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if one is less than 1
   */
  public MaxPool2d {
    Require.atLeast(1, kernel, "MaxPool2d: kernel");
    Require.atLeast(1, stride, "MaxPool2d: stride");
  }

  /** Windows side by side: stride equal to kernel. */
  public MaxPool2d(int kernel) {
    this(kernel, kernel);
  }

  @Override
  public String kind() {
    return "pool";
  }

  @Override
  public Shape output(Shape in) {
    int height = Require.windows(in.height(), kernel, stride, 0);
    int width = Require.windows(in.width(), kernel, stride, 0);
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a window of %d x %d does not fit into %s".formatted(kernel, kernel, in));
    }
    return new Shape(in.channels(), height, width);
  }

  @Override
  public String toString() {
    return "MaxPool2d " + kernel + (stride == kernel ? "" : ", stride " + stride);
  }
}
