package dev.fovea.engine;

import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.LayerNormKernels;

/**
 * Where a layer normalisation keeps in the block of a group what it measures.
 *
 * @param at statistics of the images, then the moments of each channel
 * @param sumsAt the gradient of each weight, then that of each bias, summed over the group; -1 in a
 *     plan that only predicts
 */
record LayerNormRoom(int at, int sumsAt) {

  private static final int ROWS = LayerNormKernels.ROWS * Lanes.COUNT;

  /** Floats from {@code at} on. */
  static long measured(int channels) {
    return ROWS * (1L + channels);
  }

  /** Floats from {@code sumsAt} on. */
  static long sums(int elements) {
    return 2L * Lanes.padded(elements);
  }

  int momentsAt() {
    return at + ROWS;
  }

  int biasSumsAt(int elements) {
    return sumsAt + Lanes.padded(elements);
  }
}
