package dev.fovea.engine.kernel;

/**
 * Which elements dropout drops: those whose hash of 32 bits, with its sign, is less than {@code
 * threshold}. So the rate counts in steps of 2^-32.
 *
 * <p>The hash is a pure function of a key and the element's number, nothing is kept between two
 * elements; so it does not matter who computes it, in what order, or how often. It is that of
 * Wellons' hash prospector (16, 21f0aaad, 15, d35a2d97, 15), entered by both halves of the key.
 *
 * @param threshold the rate in steps of 2^-32, less 2^31
 * @param scale what all other elements are multiplied by, so that the expected value stays
 */
public record Drops(int threshold, float scale) {

  static final int M1 = 0x21f0aaad;
  static final int M2 = 0xd35a2d97;

  private static final long STEPS = 1L << 32;

  /** For a rate from 0 up to but without 1. */
  public static Drops of(double rate) {
    long dropped = Math.min(Math.round(rate * STEPS), STEPS - 1);
    return new Drops(
        (int) (dropped + Integer.MIN_VALUE), (float) (STEPS / (double) (STEPS - dropped)));
  }

  /**
   * The key of a node in a run: number {@code node} of the SplitMix64 sequence from {@code draw}.
   */
  public static long key(long draw, int node) {
    long z = draw + (node + 1L) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  static int hash(int number, long key) {
    int h = number + (int) key;
    h = (h ^ (h >>> 16)) * M1 + (int) (key >>> 32);
    h = (h ^ (h >>> 15)) * M2;
    return h ^ (h >>> 15);
  }
}
