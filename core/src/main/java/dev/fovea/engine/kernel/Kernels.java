package dev.fovea.engine.kernel;

/**
 * The inner loops. There are two implementations: {@link ScalarKernels} to be read and compared
 * with, and the vector one to be fast. They give the same bits, because both add in the same order
 * and both use fused multiply-adds.
 *
 * <p>All activations lie in one array {@code x}; {@code at} is where the block of a group of images
 * begins. The caller proves all sizes when a plan is built; kernels check nothing.
 */
public interface Kernels {

  /** Floats of scratch that any kernel needs: the largest tile, 20 sums of 16 lanes. */
  int SCRATCH = 20 * Lanes.COUNT;

  /** What is running: {@code scalar} or {@code vector, 512 bits}. */
  String name();

  /** The family for batch normalisation. */
  BatchNormKernels batchNorm();

  /**
   * Computes {@code g} for positions {@code p0} to {@code p1} and channels {@code c0} to {@code c1}
   * (both ends exclusive).
   *
   * @param inAt added to the offsets of the input
   * @param outAt added to those of the output
   * @param bias starts each sum at {@code bias[biasAt + c]}; null starts it at zero
   */
  void correlate(
      Correlation g,
      float[] x,
      int inAt,
      int outAt,
      float[] weights,
      int weightsAt,
      float[] bias,
      int biasAt,
      int p0,
      int p1,
      int c0,
      int c1);

  /**
   * Transforms one tile, rows and columns of it anywhere in {@code x}: {@code x[from + row *
   * fromRow + column * fromColumn]} is a row of lanes.
   *
   * @param scratch where in {@code x} there is room for 65 rows of lanes
   */
  void transformTile(
      TileTransform transform,
      float[] x,
      int from,
      int fromRow,
      int fromColumn,
      int to,
      int toRow,
      int toColumn,
      int scratch);

  /**
   * {@code x[to + i]} becomes the sum over {@code terms} k of {@code factors[factor + k *
   * factorStep] * x[from + k * step + i]}, for i from 0 to {@code size}, a multiple of the lanes.
   */
  void weightedSum(
      float[] x,
      int from,
      int step,
      float[] factors,
      int factor,
      int factorStep,
      int terms,
      int to,
      int size);

  /** Adds {@code x[from + i]} to {@code x[to + i]}, {@code size} being a multiple of the lanes. */
  void add(float[] x, int from, int to, int size);

  /**
   * The gradient of a transformed filter at one point: for output channels {@code o0} to {@code o1}
   * and each input channel i the sum over tiles and lanes of input x output gradient, set at or
   * added to {@code x[to + o * inChannels + i]}.
   *
   * @param in the input's tiles, a row of lanes each, channel after channel
   * @param dOut the same of the output's gradient
   * @param channelStride distance between two channels of either
   */
  void tileWeights(
      float[] x,
      int in,
      int inChannels,
      int dOut,
      int channelStride,
      int tiles,
      int to,
      int o0,
      int o1,
      boolean add,
      float[] scratch);

  /** Those of tiles' points that are kept. */
  PointKernels points();

  /**
   * Computes {@code g} for one image whose lanes are channels; sums start at the bias and add taps
   * in their order, as {@link #correlate} does, so that both give the same bits.
   *
   * @param weights packed bias and weights, {@code [block][1 + tap][16]}
   */
  void correlateBlocks(BlockCorrelation g, float[] x, float[] weights);

  /**
   * How many of the tiles that {@link #correlateWeights} can be cut into the first {@code channels}
   * output channels take: a multiple of four, or all.
   */
  int weightTiles(Correlation g, int channels);

  /**
   * The gradient of the weights of {@code g}, given the gradient of its output at the output's
   * place: for each weight the sum over groups, positions and lanes of input x output gradient, cut
   * into {@link Stretches}.
   *
   * @param inAt added to the offsets of the input
   * @param outAt added to those of the output's gradient
   * @param groups how many blocks are summed, {@code groupStride} apart
   * @param gradient receives {@code gradient[gradientAt + c * weightChannel + weightTap[t]]}
   * @param tile0 first tile to compute
   * @param tile1 end of the tiles to compute
   */
  void correlateWeights(
      Correlation g,
      float[] x,
      int inAt,
      int outAt,
      int groups,
      int groupStride,
      float[] gradient,
      int gradientAt,
      int tile0,
      int tile1,
      float[] scratch);

  /**
   * The gradient of a bias: {@code gradient[gradientAt + c]} is the sum of channel c of {@code
   * view} over groups, rows, columns and lanes, for channels {@code c0} to {@code c1}.
   */
  void channelSums(
      View view,
      float[] x,
      int groups,
      int groupStride,
      float[] gradient,
      int gradientAt,
      int c0,
      int c1,
      float[] scratch);

  /**
   * The gradient of a dense layer's weights: {@code gradient[gradientAt + o * in + i]} is the sum
   * over groups g and lanes n of {@code x[g * groupStride + dOutAt + o * 16 + n] * x[g *
   * groupStride + imagesAt + n * inPadded + i]}, for outputs {@code o0} to {@code o1}.
   *
   * @param imagesAt the layer's input image by image, {@code inPadded} floats for each
   * @param inPadded {@code in} rounded up to a multiple of 16, filled with zeros
   */
  void denseWeights(
      float[] x,
      int dOutAt,
      int groups,
      int groupStride,
      int imagesAt,
      int in,
      int inPadded,
      float[] gradient,
      int gradientAt,
      int o0,
      int o1,
      float[] scratch);

  /** The largest value of each window, for channels {@code c0} to {@code c1}. */
  void maxPool(Windows g, float[] x, int inAt, int outAt, int c0, int c1);

  /**
   * The same, and the number of the element that it is, the first of equal ones, counted from 0 in
   * the order of the window's taps.
   *
   * @param gradients the same windows over the gradients; the numbers lie as the output's gradient
   * @param numbersAt where they go
   */
  void maxPoolNumbered(
      Windows g, Windows gradients, float[] x, int inAt, int outAt, int numbersAt, int c0, int c1);

  /**
   * Sends each output gradient to the element of its window that {@link #maxPoolNumbered} noted.
   *
   * @param dInAt the input's gradient: written where windows do not overlap, added to where they do
   */
  void maxPoolBackward(
      Windows gradients, float[] x, int numbersAt, int dInAt, int dOutAt, int c0, int c1);

  /** Those of average pooling. */
  AverageKernels averages();

  /** Those of layer normalisation. */
  LayerNormKernels layerNorms();

  /** Those of local response normalisation. */
  ResponseKernels responses();

  /** {@code out = in < 0 ? 0 : in} for channels {@code c0} to {@code c1}; may be in place. */
  void relu(View in, View out, float[] x, int at, int c0, int c1);

  /** {@code dIn = out > 0 ? dOut : 0} for channels {@code c0} to {@code c1}; may be in place. */
  void reluBackward(View out, View dOut, View dIn, float[] x, int at, int c0, int c1);

  /** Those of the other activations and of softmax. */
  ActivationKernels activations();

  /**
   * {@code to = dropped ? 0 : from * scale} for channels {@code c0} to {@code c1}; may be in place.
   * The gradient of dropout is the same with the same key.
   *
   * @param key see {@link Drops#key}
   * @param first the number of the group's first element; lane l of element {@code
   *     [c][row][column]} has number {@code first + ((c * height + row) * width + column) * 16 +
   *     l}, modulo 2^32
   */
  void dropout(
      Drops drops, long key, int first, View from, View to, float[] x, int at, int c0, int c1);

  /**
   * Softmax and cross-entropy of one group of images: loss and prediction of each image, and the
   * gradient {@code (softmax - target) * scale} of the logits.
   *
   * @param logitsAt {@code [class][lane]} from here
   * @param dLogitsAt receives the gradient; lanes from {@code count} on become zero
   * @param labels class of each image
   * @param order where to find it: image n of the group has label {@code labels[order[from + n]]}
   * @param count images in the group, 1 to 16
   * @param losses receives the loss of image n at {@code resultsAt + n}
   * @param predictions receives the first of the most likely classes there
   */
  void softmaxCrossEntropy(
      float[] x,
      int logitsAt,
      int dLogitsAt,
      int classes,
      int[] labels,
      int[] order,
      int from,
      int count,
      float scale,
      float[] losses,
      int[] predictions,
      int resultsAt,
      float[] scratch);

  /** The losses for targets of any kind. */
  LossKernels losses();
}
