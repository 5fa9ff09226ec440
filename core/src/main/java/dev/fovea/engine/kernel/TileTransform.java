package dev.fovea.engine.kernel;

/**
 * The one-dimensional transforms of Winograd's minimal filtering over 8 points: 0, 1, -1, 2, -2,
 * 1/2, -1/2 and infinity (A. Lavin and S. Gray, Fast Algorithms for Convolutional Neural Networks,
 * 2015, with the matrices named as there). With 8 inputs, a filter of 5 taps gives 4 outputs and
 * one of 3 taps 6.
 *
 * <p>The small ones are those over the 6 points 0, 1, -1, 2, -2 and infinity: with 6 inputs, a
 * filter of 3 taps gives 4 outputs.
 *
 * <p>A two-dimensional transform is the same one applied to each column, then to each row. Going
 * backward takes the transposed matrices.
 */
public enum TileTransform {
  /** B transposed: 8 values of the input to 8 points. */
  INPUT(8, 8),
  /** A transposed: 8 points to 4 outputs. */
  OUTPUT_4(8, 4),
  /** A transposed: 8 points to 6 outputs. */
  OUTPUT_6(8, 6),
  /** A: the gradient of 4 outputs to that of 8 points. */
  OUTPUT_GRADIENT_4(4, 8),
  /** A: the gradient of 6 outputs to that of 8 points. */
  OUTPUT_GRADIENT_6(6, 8),
  /** B: the gradient of 8 points to that of 8 values of the input. */
  INPUT_GRADIENT(8, 8),
  /** B transposed for 6 points. */
  SMALL_INPUT(6, 6),
  /** A transposed: 6 points to 4 outputs. */
  SMALL_OUTPUT(6, 4),
  /** A: the gradient of 4 outputs to that of 6 points. */
  SMALL_OUTPUT_GRADIENT(4, 6),
  /** B: the gradient of 6 points to that of 6 values of the input. */
  SMALL_INPUT_GRADIENT(6, 6),
  /** G: a filter of 3 taps to 6 points. Here filters lie in the lanes, not images. */
  SMALL_FILTER(3, 6),
  /** G transposed: the gradient of 6 points to that of 3 taps. */
  SMALL_FILTER_GRADIENT(6, 3);

  private final int from;
  private final int to;

  TileTransform(int from, int to) {
    this.from = from;
    this.to = to;
  }

  /** Rows and columns of what is transformed. */
  public int from() {
    return from;
  }

  /** Rows and columns of the result. */
  public int to() {
    return to;
  }
}
