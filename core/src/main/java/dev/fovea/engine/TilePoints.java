package dev.fovea.engine;

import dev.fovea.engine.kernel.FilterTransform;
import dev.fovea.engine.kernel.Lanes;

/**
 * Where a convolution that is cut into small tiles keeps its points: those of all tiles of a group
 * of images lie in its block as {@code [point][channel][tile]}, from forward until the gradient of
 * the filters is computed.
 *
 * @param tiling how it is cut
 * @param valuesAt where the input's points begin in a block
 * @param gradientsAt where those of the output's gradient begin; -1 in a plan that only predicts
 */
record TilePoints(Tiling tiling, int valuesAt, int gradientsAt) {

  /** Taps of a filter. */
  static final int TAPS = 9;

  /** Output channels whose filters' gradient is computed together. */
  static final int OUTPUTS = 16;

  /** Blocks of sixteen input channels of the same. */
  static final int BLOCKS = 4;

  /** Floats of filters' points that stay in the second cache. */
  private static final int FILTER_FLOATS = 200_000;

  /** So many rows of lanes use a filter's point that was loaded once. */
  private static final int ROWS = 8;

  /** Channels that are computed together: multiples of what the kernels keep in registers. */
  private static final int MANY = 20;

  private static final int FEW = 10;

  /**
   * Rows of lanes beyond the channels of a point: without them a point's channels would lie in the
   * same few sets of the cache at all points.
   */
  private static final int APART = 65;

  /** Points of a tile. */
  int count() {
    return tiling.size() * tiling.size();
  }

  /** From one point to the next among the input's. */
  int valueStride() {
    return stride(tiling, tiling.inputs());
  }

  /** The same among those of the output's gradient. */
  int gradientStride() {
    return stride(tiling, tiling.outputs());
  }

  private static int stride(Tiling tiling, int channels) {
    return Math.toIntExact(longStride(tiling, channels));
  }

  private static long longStride(Tiling tiling, int channels) {
    return (Lanes.padded(channels) * (long) tiling.tiles() + APART) * Lanes.COUNT;
  }

  /** Floats of all points of some channels. */
  static long floats(Tiling tiling, int channels) {
    return (long) tiling.size() * tiling.size() * longStride(tiling, channels);
  }

  /** Channels of one side that are computed together, from {@code taps} of the other. */
  int together(int taps) {
    return (long) count() * MANY * Lanes.padded(taps) <= FILTER_FLOATS ? MANY : FEW;
  }

  /** Groups of images that are computed together. */
  int groups() {
    return Math.max(1, ROWS / tiling.tiles());
  }

  /** From one point of the filters to the next, going from {@code taps} channels. */
  int filterStride(int taps) {
    return together(taps) * Lanes.padded(taps) + Lanes.COUNT;
  }

  /** From one group of images to the next among the points that are computed. */
  int groupStride() {
    return MANY * tiling.channelStride();
  }

  /** From one point to the next among those. */
  int resultStride() {
    return groups() * groupStride() + Lanes.COUNT;
  }

  /** From one point to the next among the filters' gradient. */
  int sumStride() {
    return OUTPUTS * BLOCKS * Lanes.COUNT + Lanes.COUNT;
  }

  /** Floats of the filters' points that a thread has at once, or of their gradient. */
  private int filters() {
    int most = Math.max(filterStride(tiling.inputs()), filterStride(tiling.outputs()));
    return count() * Math.max(most, sumStride());
  }

  /** Where the computed points begin in a thread's own room, after the filters' points. */
  int resultsAt() {
    return filters();
  }

  /** Where the room of a tile and of its transform begins. */
  int tileScratchAt() {
    return resultsAt() + count() * resultStride();
  }

  /** Where sixteen filters lie as {@code [tap][filter]}. */
  int tapsAt() {
    return tileScratchAt() + TiledView.SCRATCH_ROWS * Lanes.COUNT;
  }

  /** Floats that a thread needs. */
  long own() {
    return (long) tapsAt() + TAPS * Lanes.COUNT;
  }

  /** Where the transforms of filters and their gradients have their room. */
  int linesAt() {
    return tileScratchAt() + FilterTransform.POINTS * FilterTransform.POINTS * Lanes.COUNT;
  }
}
