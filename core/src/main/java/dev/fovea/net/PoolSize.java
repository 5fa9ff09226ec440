package dev.fovea.net;

/**
 * How many windows of a pooling fit along one side: {@code (size + 2 padding - kernel) / stride +
 * 1}, rounded down, or up in ceil mode; but a window must begin within the image or the padding
 * before it, as in PyTorch. So in ceil mode a single window may reach beyond the end.
 */
public final class PoolSize {

  private PoolSize() {}

  /** Windows along a side of {@code size}; less than 1 if none fits. */
  public static int windows(int size, int kernel, int stride, int padding, boolean ceilMode) {
    long room = size + 2L * padding - kernel;
    if (room > Integer.MAX_VALUE - 1) {
      throw new IllegalArgumentException("a padding of " + padding + " is too large");
    }
    long last = ceilMode ? Math.ceilDiv(room, (long) stride) : Math.floorDiv(room, (long) stride);
    boolean beyond = ceilMode && last * stride >= (long) size + padding;
    return (int) Math.max(0, beyond ? last : last + 1);
  }

  static void check(String layer, int kernel, int stride, int padding) {
    Require.atLeast(1, kernel, layer + ": kernel");
    Require.atLeast(1, stride, layer + ": stride");
    Require.atLeast(0, padding, layer + ": padding");
    if (padding > kernel / 2) {
      throw new IllegalArgumentException(
          "%s: padding must be at most half of the kernel, %d, not %d"
              .formatted(layer, kernel / 2, padding));
    }
  }

  static Shape output(Shape in, int kernel, int stride, int padding, boolean ceilMode) {
    int height = windows(in.height(), kernel, stride, padding, ceilMode);
    int width = windows(in.width(), kernel, stride, padding, ceilMode);
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a window of %d x %d does not fit into %s".formatted(kernel, kernel, in.sizes()));
    }
    return new Shape(in.channels(), height, width);
  }

  static String text(String layer, int kernel, int stride, int padding, boolean ceilMode) {
    return "%s %d%s%s%s"
        .formatted(
            layer,
            kernel,
            stride == kernel ? "" : ", stride " + stride,
            padding == 0 ? "" : ", padding " + padding,
            ceilMode ? ", ceil" : "");
  }
}
