package dev.fovea.net;

import java.util.ArrayList;
import java.util.List;

/**
 * A two-dimensional convolution (cross-correlation, as everywhere in this field), usually with a
 * bias for each output channel.
 *
 * <p>In: {@code c x h x w}. Out: {@code outChannels x ((h + top + bottom - dilation (kernelHeight -
 * 1) - 1) / stride + 1) x} the same of the width, the division rounded down. Weights: {@code
 * [outChannels, c / groups, kernelHeight, kernelWidth]}.
 *
 * @param outChannels how many filters there are, at least 1
 * @param kernelHeight rows of a filter, at least 1
 * @param kernelWidth columns of a filter, at least 1
 * @param stride step of the filter over rows and columns; 1 unless said
 * @param padding zeros around the image; none unless said
 * @param dilation step between the elements of a filter; 1 unless said
 * @param groups how many parts input and output channels are cut into, each output part seeing the
 *     input part of its number only; 1 unless said, as many as there are input channels for a
 *     depthwise convolution
 * @param bias whether a bias is added; so unless said
 */
public record Conv2d(
    int outChannels,
    int kernelHeight,
    int kernelWidth,
    int stride,
    Padding padding,
    int dilation,
    int groups,
    boolean bias)
    implements Layer {

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Conv2d {
    Require.atLeast(1, outChannels, "Conv2d: outChannels");
    Require.atLeast(1, kernelHeight, "Conv2d: kernelHeight");
    Require.atLeast(1, kernelWidth, "Conv2d: kernelWidth");
    Require.atLeast(1, stride, "Conv2d: stride");
    Require.atLeast(1, dilation, "Conv2d: dilation");
    Require.atLeast(1, groups, "Conv2d: groups");
    if (outChannels % groups != 0) {
      throw new IllegalArgumentException(
          "Conv2d: outChannels must be a multiple of the %d groups, not %d"
              .formatted(groups, outChannels));
    }
    if (Math.max(kernelHeight - 1L, kernelWidth - 1L) * dilation >= Integer.MAX_VALUE) {
      throw new IllegalArgumentException("Conv2d: a dilation of " + dilation + " is too large");
    }
  }

  /** The same number of zeros on all sides. */
  public Conv2d(int outChannels, int kernelHeight, int kernelWidth, int stride, int padding) {
    this(
        outChannels,
        kernelHeight,
        kernelWidth,
        stride,
        new Padding.Zeros(padding, padding),
        1,
        1,
        true);
  }

  /** A square kernel, stride 1, no padding. */
  public Conv2d(int outChannels, int kernel) {
    this(outChannels, kernel, kernel, 1, 0);
  }

  /** The same layer with another stride. */
  public Conv2d withStride(int stride) {
    return new Conv2d(
        outChannels, kernelHeight, kernelWidth, stride, padding, dilation, groups, bias);
  }

  /** The same layer with another padding. */
  public Conv2d withPadding(Padding padding) {
    return new Conv2d(
        outChannels, kernelHeight, kernelWidth, stride, padding, dilation, groups, bias);
  }

  /** The same layer with this number of zeros on all four sides. */
  public Conv2d withPadding(int padding) {
    return withPadding(new Padding.Zeros(padding, padding));
  }

  /** The same layer with other steps between the elements of a filter. */
  public Conv2d withDilation(int dilation) {
    return new Conv2d(
        outChannels, kernelHeight, kernelWidth, stride, padding, dilation, groups, bias);
  }

  /** The same layer with its channels cut into so many parts. */
  public Conv2d withGroups(int groups) {
    return new Conv2d(
        outChannels, kernelHeight, kernelWidth, stride, padding, dilation, groups, bias);
  }

  /** The same layer without a bias: what a {@link BatchNorm2d} that follows would take away. */
  public Conv2d withoutBias() {
    return new Conv2d(
        outChannels, kernelHeight, kernelWidth, stride, padding, dilation, groups, false);
  }

  /** The rows that a filter reaches over. */
  public int reachHeight() {
    return (kernelHeight - 1) * dilation + 1;
  }

  /** The columns that a filter reaches over. */
  public int reachWidth() {
    return (kernelWidth - 1) * dilation + 1;
  }

  /** The zeros on each side of an input of this shape. */
  public Padding.Sides sides(Shape in) {
    return switch (padding) {
      case Padding.Zeros(int rows, int columns) -> new Padding.Sides(rows, columns, rows, columns);
      case Padding.Same() -> {
        int rows = missing(in.height(), reachHeight());
        int columns = missing(in.width(), reachWidth());
        yield new Padding.Sides(rows / 2, columns / 2, rows - rows / 2, columns - columns / 2);
      }
    };
  }

  private int missing(int size, int reach) {
    long windows = (size + (long) stride - 1) / stride;
    long missing = Math.max(0, (windows - 1) * stride + reach - size);
    if (missing > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a kernel that reaches over %d is too large".formatted(reach));
    }
    return (int) missing;
  }

  @Override
  public String kind() {
    return "conv";
  }

  @Override
  public Shape output(Shape in) {
    checkGroups(in);
    Padding.Sides sides = sides(in);
    int height = windows(in.height(), sides.top(), sides.bottom(), reachHeight());
    int width = windows(in.width(), sides.left(), sides.right(), reachWidth());
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a %d x %d kernel%s%s does not fit into %s"
              .formatted(
                  kernelHeight,
                  kernelWidth,
                  dilation == 1 ? "" : " of dilation " + dilation,
                  padding instanceof Padding.Zeros zeros ? " with padding " + text(zeros) : "",
                  in.sizes()));
    }
    return new Shape(outChannels, height, width);
  }

  private int windows(int size, int before, int after, int reach) {
    long room = (long) size + before + after - reach;
    if (room > Integer.MAX_VALUE - 1) {
      throw new IllegalArgumentException("a padding of " + before + " is too large");
    }
    return room < 0 ? 0 : (int) (room / stride) + 1;
  }

  private void checkGroups(Shape in) {
    if (in.channels() % groups != 0) {
      throw new IllegalArgumentException(
          "%d channels cannot be cut into %d groups".formatted(in.channels(), groups));
    }
  }

  @Override
  public List<Tensor> tensors(Shape in) {
    int channels = in.channels() / groups;
    int fanIn = Require.product(channels, kernelHeight, kernelWidth);
    long fanOut = (long) outChannels * kernelHeight * kernelWidth;
    List<Tensor> tensors = new ArrayList<>();
    tensors.add(
        new Tensor(
            "weight",
            Tensor.Role.WEIGHT,
            List.of(outChannels, channels, kernelHeight, kernelWidth),
            fanIn,
            fanOut));
    if (bias) {
      tensors.add(new Tensor("bias", Tensor.Role.BIAS, List.of(outChannels), fanIn, fanOut));
    }
    return List.copyOf(tensors);
  }

  @Override
  public long multiplyAdds(Shape in) {
    return (long) output(in).size() * (in.channels() / groups) * kernelHeight * kernelWidth;
  }

  @Override
  public String toString() {
    return "Conv2d %dx%d, %d%s%s%s%s%s"
        .formatted(
            kernelHeight,
            kernelWidth,
            outChannels,
            stride == 1 ? "" : ", stride " + stride,
            padding.equals(Padding.NONE) ? "" : ", padding " + text(padding),
            dilation == 1 ? "" : ", dilation " + dilation,
            groups == 1 ? "" : ", groups " + groups,
            bias ? "" : ", no bias");
  }

  private static String text(Padding padding) {
    return switch (padding) {
      case Padding.Same() -> "same";
      case Padding.Zeros(int rows, int columns) ->
          rows == columns ? String.valueOf(rows) : rows + "x" + columns;
    };
  }
}
