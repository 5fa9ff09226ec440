package dev.fovea.engine.kernel;

import java.util.Arrays;

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

  /** Offset of the first element of a row in the block. */
  public int offset(int channel, int row) {
    return at + channel * channelStride + row * rowStride;
  }

  /** Sets channels {@code c0} to {@code c1} in the block at {@code block} to zero. */
  public void clear(float[] x, int block, int c0, int c1) {
    for (int c = c0; c < c1; c++) {
      for (int row = 0; row < height; row++) {
        int from = block + offset(c, row);
        Arrays.fill(x, from, from + rowSize(), 0f);
      }
    }
  }
}
