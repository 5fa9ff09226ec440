package dev.fovea.net;

/**
 * The means of as many windows as are asked for, whatever the size of the image. As in PyTorch,
 * window i of n takes rows {@code floor(i h / n)} to {@code ceil((i + 1) h / n)}, the end
 * exclusive; so windows may overlap, and repeat elements where there are fewer than windows.
 *
 * <p>In: {@code c x h x w}. Out: {@code c x height x width}.
 *
 * @param height rows that come out, at least 1
 * @param width columns that come out, at least 1
 */
public record AdaptiveAvgPool2d(int height, int width) implements Pooling {

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if one is less than 1
   */
  public AdaptiveAvgPool2d {
    Require.atLeast(1, height, "AdaptiveAvgPool2d: height");
    Require.atLeast(1, width, "AdaptiveAvgPool2d: width");
  }

  /** Global average pooling: one number for each channel, the mean of all of it. */
  public static AdaptiveAvgPool2d global() {
    return new AdaptiveAvgPool2d(1, 1);
  }

  @Override
  public Shape output(Shape in) {
    return new Shape(in.channels(), height, width);
  }

  @Override
  public String toString() {
    return height == 1 && width == 1
        ? "AdaptiveAvgPool2d, global"
        : "AdaptiveAvgPool2d " + height + "x" + width;
  }
}
