package dev.fovea.engine.kernel;

/** The kernel of tiles' points with channels in their lanes: see {@link Kernels}. */
public interface PointKernels {

  /**
   * The gradient of a transformed filter at one point: for output channels o from 0 to {@code
   * outputs} and input channels i from 0 to {@code blocks * 16}, {@code x[to + o * toOutput + i]}
   * becomes the sum over groups g, images n and tiles t, in this order, of {@code x[g * groupStride
   * + dOut + o * channelStride + t * 16 + n] * x[g * groupStride + in + (i / 16 * 16 + n) *
   * channelStride + t * 16 + i % 16]}.
   *
   * @param in the input's points, where each sixteen channels of a tile have changed places with
   *     the sixteen images
   * @param dOut those of the output's gradient, where they have not
   * @param channelStride distance between two channels of either
   * @param add whether the sum begins with what is there, and not with zero
   */
  void weights(
      float[] x,
      int in,
      int dOut,
      int channelStride,
      int tiles,
      int groups,
      int groupStride,
      int blocks,
      int outputs,
      int to,
      int toOutput,
      boolean add);
}
