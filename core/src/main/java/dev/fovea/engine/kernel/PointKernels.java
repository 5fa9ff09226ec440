package dev.fovea.engine.kernel;

/** The kernel of tiles' points that are kept for all groups of images: see {@link Kernels}. */
public interface PointKernels {

  /**
   * The gradient of a transformed filter at one point: for output channels o from 0 to {@code
   * outputs} and input channels i from 0 to {@code blocks * 16}, {@code x[to + o * toOutput + i]}
   * becomes the sum over groups g, tiles t and images n, in this order, of {@code x[g * groupStride
   * + dOut + (o * tiles + t) * 16 + n] * x[g * groupStride + in + (i / 16 * 16 * tiles + n * tiles
   * + t) * 16 + i % 16]}.
   *
   * @param in the input's points, where each sixteen channels of a tile have changed places with
   *     the sixteen images
   * @param dOut those of the output's gradient, where they have not
   */
  void weights(
      float[] x,
      int in,
      int dOut,
      int tiles,
      int groups,
      int groupStride,
      int blocks,
      int outputs,
      int to,
      int toOutput);
}
