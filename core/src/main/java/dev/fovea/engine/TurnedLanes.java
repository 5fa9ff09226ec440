package dev.fovea.engine;

import dev.fovea.engine.kernel.Lanes;

/**
 * Points in which channels and images change places: a tile's sixteen rows, of sixteen images each,
 * become sixteen rows of sixteen channels.
 */
final class TurnedLanes {

  private TurnedLanes() {}

  /**
   * Turns a plane in place.
   *
   * @param at where it begins
   * @param channels a multiple of sixteen
   * @param channelStride from one channel to the next
   * @param tiles rows of lanes of each channel
   */
  static void turn(float[] x, int at, int channels, int channelStride, int tiles) {
    for (int c = 0; c < channels; c += Lanes.COUNT) {
      for (int tile = 0; tile < tiles; tile++) {
        turn(x, at + c * channelStride + tile * Lanes.COUNT, channelStride);
      }
    }
  }

  private static void turn(float[] x, int from, int step) {
    for (int i = 1; i < Lanes.COUNT; i++) {
      int row = from + i * step;
      int column = from + i;
      for (int k = 0; k < i; k++) {
        float swapped = x[row + k];
        x[row + k] = x[column + k * step];
        x[column + k * step] = swapped;
      }
    }
  }
}
