package dev.fovea.inspect;

import java.util.Arrays;

/**
 * Whether one of two models is better, or the difference may be chance: McNemar's test (McNemar:
 * Note on the Sampling Error of the Difference between Correlated Proportions, 1947). It looks only
 * at the images that one of them tells right and the other does not, for the rest says nothing
 * about which is better.
 *
 * @param onlyFirst how many images the first alone tells right
 * @param onlySecond how many the second alone
 * @param pValue how likely, if both are equally good, chance alone makes these two numbers differ
 *     by at least as much: from 0 to 1
 */
public record McNemar(int onlyFirst, int onlySecond, double pValue) {

  /** With fewer disagreements than this, the normal distribution is too far from the binomial. */
  private static final int FEW = 25;

  private static final int FRACTIONS = 100;

  /**
   * Of two models on the same images.
   *
   * @throws IllegalArgumentException if the images have other labels
   */
  public static McNemar of(Predictions first, Predictions second) {
    if (!Arrays.equals(first.labels(), second.labels())) {
      throw new IllegalArgumentException("predictions of other images");
    }
    int onlyFirst = 0;
    int onlySecond = 0;
    for (int n = 0; n < first.count(); n++) {
      onlyFirst += first.right(n) && !second.right(n) ? 1 : 0;
      onlySecond += second.right(n) && !first.right(n) ? 1 : 0;
    }
    return of(onlyFirst, onlySecond);
  }

  /**
   * Of two numbers of images: by the exact binomial test where they are fewer than 25 together,
   * else by the chi-square test with Edwards' correction for continuity. Both look at both sides.
   *
   * @param onlyFirst at least 0
   * @param onlySecond at least 0
   */
  public static McNemar of(int onlyFirst, int onlySecond) {
    if (onlyFirst < 0 || onlySecond < 0) {
      throw new IllegalArgumentException("%d and %d".formatted(onlyFirst, onlySecond));
    }
    double all = (double) onlyFirst + onlySecond;
    double pValue;
    if (all < FEW) {
      pValue = exact((int) all, Math.min(onlyFirst, onlySecond));
    } else {
      double apart = Math.max(0, Math.abs((double) onlyFirst - onlySecond) - 1);
      pValue = chiSquareTail(apart * apart / all);
    }
    return new McNemar(onlyFirst, onlySecond, pValue);
  }

  /** Twice the chance of at most {@code fewer} heads among {@code all} throws of a coin. */
  private static double exact(int all, int fewer) {
    double chance = Math.pow(0.5, all);
    double sum = 0;
    for (int k = 0; k <= fewer; k++) {
      sum += chance;
      chance *= (all - k) / (double) (k + 1);
    }
    return Math.min(1, 2 * sum);
  }

  /** How likely a chi-square of one degree of freedom is at least {@code x}. */
  static double chiSquareTail(double x) {
    return complementaryError(Math.sqrt(x / 2));
  }

  /** The complementary error function, {@code x} being at least 0. */
  private static double complementaryError(double x) {
    double square = x * x;
    double scale = Math.exp(-square) / Math.sqrt(Math.PI);
    if (x < 2) {
      // A series of positive terms, so that nothing cancels.
      double term = x;
      double sum = x;
      for (int n = 1; term > sum * 1e-17; n++) {
        term *= 2 * square / (2 * n + 1);
        sum += term;
      }
      return 1 - 2 * scale * sum;
    }
    // A continued fraction, from its end to its beginning.
    double below = x;
    for (int n = FRACTIONS; n >= 1; n--) {
      below = x + n / 2.0 / below;
    }
    return scale / below;
  }

  /** Images that exactly one of the two tells right. */
  public int disagreements() {
    return onlyFirst + onlySecond;
  }

  /** Whether chance alone makes such a difference in less than one of twenty cases. */
  public boolean significant() {
    return pValue < 0.05;
  }
}
