package dev.fovea.engine.kernel;

/**
 * The inner loops of batch normalisation, each for one group of images and channels {@code c0} to
 * {@code c1}. What holds for a whole channel of the batch stands in a line of {@value #LINE} floats
 * of {@code x}; {@code lines} is where that of channel 0 begins. Likewise {@code sums} is where the
 * group's {@value #SUMS} sums of channel 0 begin, and {@code at} where its block does.
 *
 * <p>What is normalised is {@code y = GAIN x + SHIFT}, but not less than a floor: 0 with a ReLU
 * behind it, minus infinity without. Below the floor no gradient passes.
 */
public interface BatchNormKernels {

  /** Floats for each channel of the batch. */
  int LINE = 8;

  /** In a line: what the input is multiplied by. */
  int GAIN = 0;

  /** In a line: what is then added. */
  int SHIFT = 1;

  /** In a line: the mean of the batch. */
  int MEAN = 2;

  /** In a line: what makes its variance 1: one over the root of variance and epsilon. */
  int SCALE = 3;

  /** In a line: how the input's gradient depends on the input. */
  int SLOPE = 4;

  /** In a line: what is the same in the gradient of every element. */
  int LEVEL = 5;

  /** Floats for each channel of a group. */
  int SUMS = 3;

  /**
   * Measures the first {@code images} lanes. The sums become a number near the mean, the sum of the
   * differences from it, and that of their squares.
   *
   * <p>That number is the mean of every fourth row, at least a quarter of all elements: so it is at
   * most the root of 3 standard deviations away from the mean, whatever they are, and the variance
   * loses next to nothing when the difference is taken off its sum.
   */
  void measure(View in, float[] x, int at, int images, int sums, int c0, int c1, float[] scratch);

  /** {@code out = max(floor, GAIN in + SHIFT)}; may be in place. */
  void apply(NormViews v, float[] x, int at, int lines, int c0, int c1);

  /**
   * With d the gradient of the output, where it passes the floor: the sums become that of d and
   * that of {@code d (in - MEAN)}. In lanes without an image the gradient must be zero.
   */
  void gradientSums(
      NormViews v, float[] x, int at, int lines, int sums, int c0, int c1, float[] scratch);

  /**
   * {@code dIn = GAIN d + SLOPE in + LEVEL}, and zero in lanes from {@code images} on; may be in
   * place over {@code dOut} or {@code in}.
   */
  void inputGradient(
      NormViews v, float[] x, int at, int images, int lines, int c0, int c1, float[] scratch);

  /** {@link #apply} and the largest of each window. */
  void applyPooled(NormPool p, float[] x, int at, int lines, int c0, int c1);

  /** The same; notes the number of the element that it was in its window, and that input. */
  void applyPooledNumbered(NormPool p, float[] x, int at, int lines, int c0, int c1);

  /**
   * {@link #inputGradient}, d being zero but in the noted elements; may be in place over the input.
   */
  void inputGradientPooled(
      NormPool p, float[] x, int at, int images, int lines, int c0, int c1, float[] scratch);

  /** The sum of the first {@code images} lanes of a row, one after the other. */
  static double sum(float[] scratch, int row, int images) {
    double sum = 0;
    for (int lane = 0; lane < images; lane++) {
      sum += scratch[row + lane];
    }
    return sum;
  }

  /** Two rows of scratch: slope and level of a channel, zero in lanes without an image. */
  static void fillLanes(float[] scratch, float[] x, int line, int images) {
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      scratch[lane] = lane < images ? x[line + SLOPE] : 0f;
      scratch[Lanes.COUNT + lane] = lane < images ? x[line + LEVEL] : 0f;
    }
  }
}
