package dev.fovea.engine.kernel;

/**
 * Where a value {@code [channel][row][column][lane]} lies in the block of its group; offsets count
 * floats. A border of zeros may surround each channel: it is between the rows, never in them.
 *
 * @param at offset of channel 0, row 0, column 0 in the block
 * @param channels how many channels there are
 * @param height rows
 * @param width columns
 * @param channelStride distance between two channels
 * @param rowStride distance between two rows
 */
public record View(int at, int channels, int height, int width, int channelStride, int rowStride) {

  /** Floats in one row without its border. */
  public int rowSize() {
    return width * Lanes.COUNT;
  }

  /** Whether the elements lie one after the other, without any border. */
  public boolean contiguous() {
    return rowStride == rowSize() && channelStride == height * rowStride;
  }
}
