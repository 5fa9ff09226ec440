package dev.fovea.engine.kernel;

import java.util.BitSet;
import java.util.Random;

/**
 * An array in which a test lays out values with guard floats around each of them, and notes which
 * floats a kernel is to write.
 */
final class Room {

  /** Marks what must be written: a number that no kernel computes. */
  private static final int UNWRITTEN = 0x7fc0dead;

  private final Random random;
  private final BitSet written = new BitSet();
  private final BitSet fresh = new BitSet();
  private int size;

  Room(Random random) {
    this.random = random;
  }

  /** Takes {@code floats} floats behind a gap of odd width, and says where they begin. */
  int take(int floats) {
    int at = size + 1 + random.nextInt(40);
    size = at + floats;
    return at;
  }

  /** Takes a view with a border of random width. */
  View view(int channels, int height, int width) {
    int border = random.nextInt(3);
    int rowStride = (width + 2 * border) * Lanes.COUNT;
    int channelStride = (height + 2 * border) * rowStride + random.nextInt(2) * Lanes.COUNT;
    int at = take(channels * channelStride) + border * (rowStride + Lanes.COUNT);
    return new View(at, channels, height, width, channelStride, rowStride);
  }

  /** A gap behind everything; returns the size of all. */
  int close() {
    return size += 1 + random.nextInt(40);
  }

  /** Notes that the kernel is to write {@code count} floats, whatever they hold before. */
  void writes(int at, int count) {
    written.set(at, at + count);
    fresh.set(at, at + count);
  }

  /** The same for floats that the kernel reads first. */
  void updates(int at, int count) {
    written.set(at, at + count);
  }

  /** {@link #writes} for the rows of channels {@code c0} to {@code c1} of a view in a block. */
  void writes(View view, int block, int c0, int c1) {
    for (int c = c0; c < c1; c++) {
      for (int row = 0; row < view.height(); row++) {
        int at = block + view.at() + c * view.channelStride() + row * view.rowStride();
        writes(at, view.rowSize());
      }
    }
  }

  /** Marks in {@code array} what must be written. */
  void mark(float[] array) {
    for (int i = fresh.nextSetBit(0); i >= 0; i = fresh.nextSetBit(i + 1)) {
      array[i] = Float.intBitsToFloat(UNWRITTEN);
    }
  }

  /** Fails unless the kernel wrote all that it must and nothing else. */
  void checkWritten(float[] before, float[] after, String who) {
    for (int i = 0; i < after.length; i++) {
      int bits = Float.floatToRawIntBits(after[i]);
      if (written.get(i) && bits == UNWRITTEN) {
        throw new AssertionError(who + " left float " + i + " unwritten");
      }
      if (!written.get(i) && bits != Float.floatToRawIntBits(before[i])) {
        throw new AssertionError(who + " wrote float " + i + ", which is none of its business");
      }
    }
  }
}
