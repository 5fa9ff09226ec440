package dev.fovea.engine;

import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.View;
import dev.fovea.net.Shape;

/**
 * Where a convolution computes whose output is pooled at once.
 *
 * @param view all channels of its output, as if they lay in a thread's room from its first float
 *     on; only {@code channels} of them are there at a time
 * @param channels how many channels the room holds, a multiple of four or all of them
 * @param numbersAt where in the block of a group the pooling notes its largest elements; -1 in a
 *     plan that only predicts
 * @param sumsAt where in that block the gradient of the weights is summed; -1 likewise
 */
record PooledRoom(View view, int channels, int numbersAt, int sumsAt) {

  /** Floats that should stay in the cache near the core, together with the input. */
  private static final int FLOATS = 1 << 17;

  /** Channels that the kernel for the weights' gradient takes at once. */
  private static final int TILE = 4;

  /** The room for an output of this shape; it has been proved that one channel fits in memory. */
  static PooledRoom of(Shape out, int numbersAt, int sumsAt) {
    int row = out.width() * Lanes.COUNT;
    int plane = out.height() * row;
    int fitting = Math.max(TILE, FLOATS / plane / TILE * TILE);
    return new PooledRoom(
        new View(0, out.channels(), out.height(), out.width(), plane, row),
        Math.min(fitting, out.channels()),
        numbersAt,
        sumsAt);
  }

  /** Floats of the room. */
  long own() {
    return (long) channels * view.channelStride();
  }

  /** Channels of which a kernel that takes whole tiles may touch those that are there. */
  int touched() {
    return Math.min((channels + TILE - 1) / TILE * TILE, view.channels());
  }

  /** The first channel of a part, a whole number of tiles. */
  int firstChannel(int part, int parts) {
    int tiles = (view.channels() + TILE - 1) / TILE;
    return Math.min(Step.cut(tiles, part, parts) * TILE, view.channels());
  }
}
