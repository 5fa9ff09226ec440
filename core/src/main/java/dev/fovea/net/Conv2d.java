package dev.fovea.net;

import java.util.List;

/**
 * A two-dimensional convolution (cross-correlation, as everywhere in this field) with a bias for
 * each output channel.
 *
 * <p>In: {@code c x h x w}. Out: {@code outChannels x ((h + 2 padding - kernelHeight) / stride + 1)
 * x ((w + 2 padding - kernelWidth) / stride + 1)}, the division rounded down. Weights: {@code
 * [outChannels, c, kernelHeight, kernelWidth]}.
 *
 * @param outChannels how many filters there are, at least 1
 * @param kernelHeight rows of a filter, at least 1
 * @param kernelWidth columns of a filter, at least 1
 * @param stride step of the filter over rows and columns; 1 unless said
 * @param padding rows and columns of zeros around the image; 0 unless said
 */
public record Conv2d(int outChannels, int kernelHeight, int kernelWidth, int stride, int padding)
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
    Require.atLeast(0, padding, "Conv2d: padding");
  }

  /** A square kernel, stride 1, no padding. */
  public Conv2d(int outChannels, int kernel) {
    this(outChannels, kernel, kernel, 1, 0);
  }

  /** The same layer with another stride. */
  public Conv2d withStride(int stride) {
    return new Conv2d(outChannels, kernelHeight, kernelWidth, stride, padding);
  }

  /** The same layer with another padding on all four sides. */
  public Conv2d withPadding(int padding) {
    return new Conv2d(outChannels, kernelHeight, kernelWidth, stride, padding);
  }

  @Override
  public String kind() {
    return "conv";
  }

  @Override
  public Shape output(Shape in) {
    int height = Require.windows(in.height(), kernelHeight, stride, padding);
    int width = Require.windows(in.width(), kernelWidth, stride, padding);
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a %d x %d kernel with padding %d does not fit into %s"
              .formatted(kernelHeight, kernelWidth, padding, in));
    }
    return new Shape(outChannels, height, width);
  }

  @Override
  public List<Tensor> tensors(Shape in) {
    int fanIn = Require.product(in.channels(), kernelHeight, kernelWidth);
    return List.of(
        new Tensor("weight", List.of(outChannels, in.channels(), kernelHeight, kernelWidth), fanIn),
        new Tensor("bias", List.of(outChannels), fanIn));
  }

  @Override
  public long multiplyAdds(Shape in) {
    return (long) output(in).size() * in.channels() * kernelHeight * kernelWidth;
  }

  @Override
  public String toString() {
    return "Conv2d %dx%d, %d%s%s"
        .formatted(
            kernelHeight,
            kernelWidth,
            outChannels,
            stride == 1 ? "" : ", stride " + stride,
            padding == 0 ? "" : ", padding " + padding);
  }
}
