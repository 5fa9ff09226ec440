package dev.fovea.engine.kernel;

/**
 * How the long sums of {@link Kernels#correlateWeights} over positions and groups are cut: into
 * stretches that stay in the cache near the core while all weights are summed over them. At the end
 * of a stretch its lanes are added, and stretches are added in their order.
 */
final class Stretches {

  /** So many positions that adding the lanes is a small part of the work. */
  private static final int POSITIONS = 256;

  private Stretches() {}

  /** Groups whose {@code positions} are one stretch. */
  static int groups(int positions) {
    return Math.max(1, POSITIONS / positions);
  }

  /** How many of the {@code positions} of a group are in one stretch. */
  static int positions(int positions) {
    int stretches = Math.max(1, Math.round((float) positions / POSITIONS));
    return (positions + stretches - 1) / stretches;
  }
}
