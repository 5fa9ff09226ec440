package dev.fovea.inspect;

/**
 * A share that was measured on a sample, and where that of everything lies with 95 % confidence.
 *
 * @param share what was measured, from 0 to 1
 * @param low the lower end
 * @param high the upper end
 */
public record Interval(double share, double low, double high) {

  /** The quantile of the normal distribution that 2.5 % lie beyond. */
  private static final double Z = 1.959963984540054;

  /**
   * Wilson's score interval (Wilson: Probable Inference, the Law of Succession, and Statistical
   * Inference, 1927), which also holds near 0 and 1.
   *
   * @param hits how many of the sample
   * @param of the size of the sample, at least 1
   */
  public static Interval wilson(int hits, int of) {
    if (of < 1 || hits < 0 || hits > of) {
      throw new IllegalArgumentException("%d of %d".formatted(hits, of));
    }
    double n = of;
    double p = hits / n;
    double shrink = 1 + Z * Z / n;
    double middle = (p + Z * Z / (2 * n)) / shrink;
    double half = Z / shrink * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
    // Rounding must not push the ends past what is certain.
    double low = hits == 0 ? 0 : middle - half;
    double high = hits == of ? 1 : middle + half;
    return new Interval(p, low, high);
  }
}
