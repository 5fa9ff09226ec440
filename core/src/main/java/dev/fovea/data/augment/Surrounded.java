package dev.fovea.data.augment;

import java.util.Arrays;

/**
 * A copy of an image with one pixel around it, and one more on the right and below, so that no
 * interpolation asks where the image ends.
 *
 * <p>Coordinates are fixed-point numbers with 32 bits behind the point, counted from the pixel
 * around the image: an image's own first pixel is at 1.
 */
final class Surrounded {

  /** Weights of an interpolation have so many bits: with a byte they fill half an int. */
  private static final int WEIGHT_BITS = 8;

  private static final int WEIGHT = (1 << WEIGHT_BITS) - 1;
  private static final int HALF = 1 << (2 * WEIGHT_BITS - 1);
  private static final int DROPPED = 32 - WEIGHT_BITS;

  /** Added to a coordinate once, so that dropping its last bits rounds it. */
  static final long ROUND = 1L << (DROPPED - 1);

  private final int rowStride;
  private final int channelStride;
  private final Size size;
  private final Outside outside;
  private final byte[] bytes;

  /** Each byte, and the one below it 16 bits higher, so that both are interpolated at once. */
  private final int[] pairs;

  Surrounded(Size size, Outside outside) {
    this.size = size;
    this.outside = outside;
    this.rowStride = size.width() + 3;
    this.channelStride = rowStride * (size.height() + 3);
    this.bytes = new byte[size.channels() * channelStride];
    this.pairs = new int[bytes.length - rowStride];
  }

  /** Pixels of a copy of an image of this size. */
  static long pixels(Size size) {
    return size.channels() * (size.width() + 3L) * (size.height() + 3L);
  }

  /** Copies the image that begins at {@code at}. */
  void load(byte[] image, int at) {
    load(image, at, 0, size.height() + 1);
  }

  /**
   * Copies the image that begins at {@code at}; only places whose y is from {@code top} to less
   * than {@code bottom + 1}, both in whole pixels, can then be asked for.
   */
  void load(byte[] image, int at, int top, int bottom) {
    int width = size.width();
    for (int channel = 0; channel < size.channels(); channel++) {
      int plane = channel * channelStride;
      for (int row = 0; row < size.height(); row++) {
        int from = at + (channel * size.height() + row) * width;
        System.arraycopy(image, from, bytes, plane + (row + 1) * rowStride + 1, width);
      }
      if (outside == Outside.NEAREST) {
        spread(plane);
      }
      pair(bytes, rowStride, pairs, plane + top * rowStride, plane + (bottom + 1) * rowStride);
    }
  }

  /** Repeats the edge of a channel around it. */
  private void spread(int at) {
    int width = size.width();
    int first = at + rowStride;
    int last = at + size.height() * rowStride;
    for (int row = first; row <= last; row += rowStride) {
      bytes[row] = bytes[row + 1];
      Arrays.fill(bytes, row + width + 1, row + width + 3, bytes[row + width]);
    }
    System.arraycopy(bytes, first, bytes, at, rowStride);
    System.arraycopy(bytes, last, bytes, last + rowStride, rowStride);
    System.arraycopy(bytes, last, bytes, last + 2 * rowStride, rowStride);
  }

  private static void pair(byte[] bytes, int rowStride, int[] pairs, int at, int end) {
    for (int i = at; i < end; i++) {
      pairs[i] = (bytes[i] & 0xff) | ((bytes[i + rowStride] & 0xff) << 16);
    }
  }

  /**
   * Interpolates {@code to[at]} to {@code to[end - 1]} on the line that begins at {@code x, y} and
   * goes on by {@code dx, dy}. All of it must lie within the copy: from 0 to less than the width
   * plus 2, and the height plus 2.
   */
  void line(int channel, long x, long y, long dx, long dy, byte[] to, int at, int end) {
    int[] from = pairs;
    int base = channel * channelStride;
    int stride = rowStride;
    for (int i = at; i < end; i++) {
      to[i] = sample(from, base, stride, x, y);
      x += dx;
      y += dy;
    }
  }

  /** Interpolates at {@code x, y}, or at the place nearest to it on the pixels around the image. */
  byte nearest(int channel, long x, long y) {
    return sample(
        pairs,
        channel * channelStride,
        rowStride,
        Math.clamp(x, 0, (size.width() + 1L) << 32),
        Math.clamp(y, 0, (size.height() + 1L) << 32));
  }

  private static byte sample(int[] from, int base, int stride, long x, long y) {
    int i = base + (int) (y >>> 32) * stride + (int) (x >>> 32);
    int wx = (int) (x >>> DROPPED) & WEIGHT;
    int wy = (int) (y >>> DROPPED) & WEIGHT;
    int left = from[i];
    int both = (left << WEIGHT_BITS) + (from[i + 1] - left) * wx;
    int top = both & 0xffff;
    int value = (top << WEIGHT_BITS) + ((both >>> 16) - top) * wy;
    return (byte) ((value + HALF) >>> (2 * WEIGHT_BITS));
  }
}
