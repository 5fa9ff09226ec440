package dev.fovea.engine;

import dev.fovea.engine.kernel.View;
import dev.fovea.net.Shape;

/**
 * Where a value of a single image lies: {@code [block][row][column][lane]}, channel c being lane
 * {@code c % lanes} of block {@code c / lanes}; offsets count floats. A border of zeros may
 * surround each block.
 *
 * @param shape what the image is before it is flattened
 * @param lanes channels side by side: sixteen, or 1 where the value is only ever read float by
 *     float, so that an image of one channel need not be padded
 * @param at offset of channel 0, row 0, column 0
 * @param blockStride distance between two blocks
 * @param rowStride distance between two rows
 */
record Blocks(Shape shape, int lanes, int at, int blockStride, int rowStride) {

  /**
   * A value that begins with its border at {@code at}.
   *
   * @throws ArithmeticException if it ends beyond what an int can count
   */
  static Blocks of(Shape shape, int lanes, int border, int at) {
    long rowStride = (shape.width() + 2L * border) * lanes;
    long blockStride = Math.multiplyExact(shape.height() + 2L * border, rowStride);
    long blocks = Math.ceilDiv(shape.channels(), lanes);
    Math.toIntExact(Math.addExact(at, Math.multiplyExact(blocks, blockStride)));
    // All that follows is less than the end, which fits.
    int corner = at + border * (int) (rowStride + lanes);
    return new Blocks(shape, lanes, corner, (int) blockStride, (int) rowStride);
  }

  int blocks() {
    return Math.ceilDiv(shape.channels(), lanes);
  }

  /** Floats with the borders. */
  int size() {
    return blocks() * blockStride;
  }

  /** The value as kernels see it that take a block for a channel; sixteen lanes only. */
  View view() {
    return new View(at, blocks(), shape.height(), shape.width(), blockStride, rowStride);
  }

  /** Offset of an element from channel 0, row 0, column 0. */
  int offset(int channel, int row, int column) {
    return channel / lanes * blockStride + row * rowStride + column * lanes + channel % lanes;
  }

  /** Where all elements are, in the order in which they are flattened. */
  int[] elements() {
    return Offsets.shift(offsets(shape.height(), shape.width(), 1), at);
  }

  /**
   * Offsets, from channel 0, row 0, column 0, of the elements of {@code height} rows and {@code
   * width} columns, {@code step} apart, channel by channel and row by row.
   */
  int[] offsets(int height, int width, int step) {
    int[] offsets = new int[shape.channels() * height * width];
    int n = 0;
    for (int channel = 0; channel < shape.channels(); channel++) {
      for (int row = 0; row < height; row++) {
        for (int column = 0; column < width; column++) {
          offsets[n++] = offset(channel, row * step, column * step);
        }
      }
    }
    return offsets;
  }
}
