package dev.fovea.engine.kernel;

/**
 * The kernels of layer normalisation (Ba et al., 2016); what {@link Kernels} says of all kernels
 * holds here too.
 *
 * <p>Mean and variance are those of a whole image, which no thread should have to read alone. So
 * each channel is measured by itself, and who needs the whole adds the channels up. In the block of
 * a group {@code moments} are two rows of lanes for each channel, and {@code statistics} two rows
 * for the image.
 *
 * <p>Element {@code [channel][row][column]} has number {@code (channel * height + row) * width +
 * column}, and its weight and bias are at that number among those of the layer.
 */
public interface LayerNormKernels {

  /** Rows of lanes for the statistics of an image, and for the moments of a channel. */
  int ROWS = 2;

  /**
   * For channels {@code c0} to {@code c1} the mean, and the sum of the squares of what is left
   * without it. Neither depends on how a channel is cut into rows.
   *
   * @param at where the block begins
   * @param momentsAt where the moments begin in {@code x}
   */
  void measure(View in, float[] x, int at, int momentsAt, int c0, int c1, float[] scratch);

  /**
   * The statistics of the image from the moments of all its channels: the mean, and {@code 1 /
   * sqrt(variance + epsilon)}. The squares are put together by the formula of Chan, Golub and
   * LeVeque (1979), so that nothing cancels out.
   *
   * @param elements of each channel
   * @param statistics receives them, from its first float on
   */
  void combine(
      float[] x, int momentsAt, int channels, int elements, float epsilon, float[] statistics);

  /**
   * {@code out = (in - mean) * statistics[1] * weight + bias} for channels {@code c0} to {@code
   * c1}.
   */
  void forward(
      View in,
      View out,
      float[] x,
      int at,
      float[] statistics,
      float[] parameters,
      int weightsAt,
      int biasAt,
      int c0,
      int c1);

  /**
   * The first half of the way back, for channels {@code c0} to {@code c1}: the sums over all
   * elements of weight x output gradient, and of that x normalised input, which replace the
   * channels' moments; and for each element the sum over the lanes of its output gradient x
   * normalised input, and of its output gradient.
   *
   * @param statisticsAt where they are in {@code x}
   * @param weightSumsAt where in {@code x} the first sums over lanes go, a float for each element
   * @param biasSumsAt where the second ones go
   */
  void sums(
      View in,
      View dOut,
      float[] x,
      int at,
      int statisticsAt,
      int momentsAt,
      int weightSumsAt,
      int biasSumsAt,
      float[] parameters,
      int weightsAt,
      int c0,
      int c1,
      float[] scratch);

  /**
   * The second half: the input's gradient of channels {@code c0} to {@code c1}, which may be in
   * place.
   *
   * @param momentsAt what {@link #sums} left there, for all channels
   * @param scratch for the means over the image of those
   */
  void backward(
      View in,
      View dOut,
      View dIn,
      float[] x,
      int at,
      int statisticsAt,
      int momentsAt,
      float[] parameters,
      int weightsAt,
      int c0,
      int c1,
      float[] scratch);
}
