package dev.fovea.engine;

import dev.fovea.engine.kernel.FilterTransform;
import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.TileTransform;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Padding;
import dev.fovea.net.Shape;
import java.util.Optional;

/**
 * How a convolution is cut into tiles for Winograd's minimal filtering: {@code side} x {@code side}
 * outputs from {@code size} x {@code size} inputs, with as many multiplications as inputs for each
 * pair of channels.
 *
 * <p>Small tiles, of 6 x 6 inputs, are for small images of many channels, that is for large
 * filters: they run in another way ({@link TileProductStep}).
 *
 * @param inputs input channels
 * @param outputs output channels
 * @param taps rows and columns of the filters: 3 or 5
 * @param size rows and columns of a tile's inputs, and of its points: 8 or 6
 * @param side rows and columns of a tile's outputs: 6 or 4
 * @param rows rows of tiles
 * @param columns tiles in a row
 * @param chunk tiles that are transformed before they are multiplied
 */
record Tiling(
    int inputs, int outputs, int taps, int size, int side, int rows, int columns, int chunk) {

  /** Points of a large tile. */
  static final int POINTS = FilterTransform.POINTS * FilterTransform.POINTS;

  /** Floats of a chunk's points that should stay in the cache near the core. */
  private static final int CHUNK_FLOATS = 1 << 20;

  private static final int LEAST_CHUNK = 8;

  /**
   * How many more multiplications than these direct convolution needs, for tiles to be worth it. So
   * much because the gradient of a filter's point is a sum over few tiles, whose lanes must be
   * added each time: outputs of 7 x 7 and 8 x 8 train faster without, those of 10 x 10 and more
   * with them.
   */
  private static final double LEAST_GAIN = 2.5;

  /** Channels below which the transforms cost more than they save. */
  private static final int LEAST_CHANNELS = 8;

  /** The same for small tiles, which also transform the filters each time. */
  private static final int LEAST_CHANNELS_OF_SMALL = 16;

  private static final int SMALL = 6;

  /** The tiling of a convolution where it pays. */
  static Optional<Tiling> of(Conv2d layer, Shape in, Shape out) {
    int taps = layer.kernelHeight();
    boolean square = taps == layer.kernelWidth() && (taps == 3 || taps == 5);
    boolean plain = layer.stride() == 1 && layer.dilation() == 1 && layer.groups() == 1;
    Padding.Sides sides = layer.sides(in);
    if (!square
        || !plain
        || !sides.even()
        || sides.top() >= taps
        || Math.min(in.channels(), out.channels()) < LEAST_CHANNELS) {
      return Optional.empty();
    }
    int side = FilterTransform.POINTS + 1 - taps;
    int rows = (out.height() + side - 1) / side;
    int columns = (out.width() + side - 1) / side;
    double direct = (double) taps * taps * out.height() * out.width();
    if (direct < LEAST_GAIN * POINTS * rows * columns) {
      return small(in, out, taps);
    }
    long channels = (long) in.channels() + out.channels();
    long fitting = Math.max(LEAST_CHUNK, CHUNK_FLOATS / (POINTS * channels * Lanes.COUNT));
    int chunk = chunk(rows * columns, (int) fitting);
    return Optional.of(
        new Tiling(
            in.channels(),
            out.channels(),
            taps,
            FilterTransform.POINTS,
            side,
            rows,
            columns,
            chunk));
  }

  private static Optional<Tiling> small(Shape in, Shape out, int taps) {
    int side = SMALL + 1 - taps;
    int rows = (out.height() + side - 1) / side;
    int columns = (out.width() + side - 1) / side;
    double direct = (double) taps * taps * out.height() * out.width();
    if (taps != 3
        || Math.min(in.channels(), out.channels()) < LEAST_CHANNELS_OF_SMALL
        || direct < LEAST_GAIN * SMALL * SMALL * rows * columns) {
      return Optional.empty();
    }
    int all = rows * columns;
    return Optional.of(
        new Tiling(in.channels(), out.channels(), taps, SMALL, side, rows, columns, all));
  }

  /** Whether the tiles have 6 x 6 inputs. */
  boolean small() {
    return size == SMALL;
  }

  /**
   * Chunks of about {@code fitting} tiles, a multiple of three or four, which the kernels take at
   * once, and no last one of a few tiles alone.
   */
  private static int chunk(int tiles, int fitting) {
    int chunks = Math.max(1, Math.round((float) tiles / fitting));
    int size = (tiles + chunks - 1) / chunks;
    return size % 3 == 0 ? size : (size + 3) / 4 * 4;
  }

  int tiles() {
    return rows * columns;
  }

  /** From one point to the next among the inputs of a chunk: odd lines spread over the cache. */
  int inputStride() {
    return (inputs * chunk + 1) * Lanes.COUNT;
  }

  /** The same for the outputs. */
  int outputStride() {
    return (outputs * chunk + 1) * Lanes.COUNT;
  }

  /** From one channel to the next among the tiles of a chunk. */
  int channelStride() {
    return chunk * Lanes.COUNT;
  }

  /** From one point to the next among the filters. */
  int filterStride() {
    return Lanes.padded(inputs * outputs);
  }

  /** Floats of all filters' points. */
  long filters() {
    return (long) POINTS * Lanes.padded(Math.multiplyExact(inputs, outputs));
  }

  /**
   * Floats that a thread needs: a chunk's inputs and outputs, a tile, and the filters' transform.
   */
  long own() {
    return (long) POINTS * (inputStride() + outputStride())
        + TiledView.SCRATCH_ROWS * Lanes.COUNT
        + FilterTransform.SCRATCH;
  }

  TileTransform output() {
    return side == 4 ? TileTransform.OUTPUT_4 : TileTransform.OUTPUT_6;
  }

  TileTransform outputGradient() {
    return side == 4 ? TileTransform.OUTPUT_GRADIENT_4 : TileTransform.OUTPUT_GRADIENT_6;
  }
}
