package dev.fovea.data;

/**
 * A small random generator whose sequence is part of the project's promise: the same seed gives the
 * same numbers on every JDK and machine.
 *
 * <p>SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
 */
public final class Rng {

  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  /**
   * Starts a sequence.
   *
   * @param seed any number
   * @param stream which of the independent sequences of that seed: epoch, tensor, purpose
   */
  public Rng(long seed, long stream) {
    restart(seed, stream);
  }

  /** Becomes what {@code new Rng(seed, stream)} would be, where nothing may be allocated. */
  public void restart(long seed, long stream) {
    this.state = mix(seed + mix(stream * GAMMA + GAMMA));
  }

  /** The next 64 random bits. */
  public long nextLong() {
    state += GAMMA;
    return mix(state);
  }

  /** The next number in [0, 1), a multiple of 2^-24. */
  public float nextFloat() {
    return (nextLong() >>> 40) * 0x1p-24f;
  }

  /** The next number from {@code from} to {@code to}, spread evenly; 53 bits are drawn. */
  public double nextDouble(double from, double to) {
    return from + (to - from) * ((nextLong() >>> 11) * 0x1p-53);
  }

  /** The next number from 0 up to but without {@code bound}; the bias is below 2^-32. */
  public int nextInt(int bound) {
    return (int) Math.multiplyHigh(nextLong() >>> 1, (long) bound << 1);
  }

  /** The numbers 0 to {@code n - 1} in random order (Fisher-Yates). */
  public int[] permutation(int n) {
    int[] order = new int[n];
    permutation(order, n);
    return order;
  }

  /** The same at the start of {@code order}, where nothing may be allocated. */
  public void permutation(int[] order, int n) {
    for (int i = 0; i < n; i++) {
      int j = nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
