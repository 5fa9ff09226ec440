package dev.fovea.engine.kernel;

/**
 * The numbers of a local response normalisation.
 *
 * @param before channels of a window before the one that it is for
 * @param after channels behind it
 * @param share of each square in the divisor: alpha by the size of a window
 * @param k what is added
 * @param beta exponent
 */
public record Responses(int before, int after, float share, float k, double beta) {

  /** The usual exponent, which needs but square roots. */
  boolean usual() {
    return beta == 0.75;
  }

  /**
   * {@code divisor ^ -beta}. With the usual exponent it is made of operations that round in one way
   * only, so that vectors give the same bits; else of {@link StrictMath}, float by float.
   */
  float power(float divisor) {
    if (usual()) {
      float root = (float) Math.sqrt(divisor);
      return 1f / (root * (float) Math.sqrt(root));
    }
    return (float) StrictMath.pow(divisor, -beta);
  }

  /** The first channel of the window for channel {@code c}. */
  int first(int c) {
    return Math.max(0, c - before);
  }

  /** The last channel of the window for channel {@code c}, of {@code channels}. */
  int last(int c, int channels) {
    return Math.min(channels - 1, c + after);
  }

  /** The first channel in whose window channel {@code c} is. */
  int firstWith(int c) {
    return Math.max(0, c - after);
  }

  /** The last channel in whose window channel {@code c} is, of {@code channels}. */
  int lastWith(int c, int channels) {
    return Math.min(channels - 1, c + before);
  }

  /** What {@link ResponseKernels#spread} multiplies by, with the opposite sign. */
  float spreading() {
    return (float) (-2 * beta * share);
  }
}
