package dev.fovea.net;

/**
 * Local response normalisation (Krizhevsky et al., 2012): each element is divided by {@code (k +
 * alpha / size * sum) ^ beta}, the sum being that of the squares of the same element in {@code
 * size} neighbouring channels, zeros beyond the first and the last. As in PyTorch the window begins
 * {@code size / 2} channels before.
 *
 * @param size channels of a window, at least 1
 * @param alpha weight of the squares, at least 0; 1e-4 unless said
 * @param beta exponent, at least 0; 0.75 unless said
 * @param k what is added, more than 0; 1 unless said
 */
public record LocalResponseNorm(int size, double alpha, double beta, double k)
    implements Normalization {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public LocalResponseNorm {
    Require.atLeast(1, size, "LocalResponseNorm: size");
    Require.positive(k, "LocalResponseNorm: k");
    if (!(alpha >= 0 && beta >= 0 && Double.isFinite(alpha) && Double.isFinite(beta))) {
      throw new IllegalArgumentException(
          "LocalResponseNorm: alpha and beta must be at least 0, not %s and %s"
              .formatted(alpha, beta));
    }
  }

  /** PyTorch's defaults: alpha 1e-4, beta 0.75, k 1. */
  public LocalResponseNorm(int size) {
    this(size, 1e-4, 0.75, 1);
  }

  @Override
  public String toString() {
    return "LocalResponseNorm %d%s"
        .formatted(
            size,
            alpha == 1e-4 && beta == 0.75 && k == 1
                ? ""
                : ", alpha %s, beta %s, k %s".formatted(alpha, beta, k));
  }
}
