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

  /** Weights of an interpolation have so many bits: two of them and a byte make an int. */
  private static final int WEIGHT_BITS = 11;

  private static final int ONE = 1 << WEIGHT_BITS;
  private static final int HALF = 1 << (2 * WEIGHT_BITS - 1);
  private static final int DROPPED = 32 - WEIGHT_BITS;

  /** Added to a coordinate once, so that dropping its last bits rounds it. */
  static final long ROUND = 1L << (DROPPED - 1);

  final int rowStride;
  final int channelStride;
  private final Size size;
  private final Outside outside;
  private final byte[] bytes;

  Surrounded(Size size, Outside outside) {
    this.size = size;
    this.outside = outside;
    this.rowStride = size.width() + 3;
    this.channelStride = rowStride * (size.height() + 3);
    this.bytes = new byte[size.channels() * channelStride];
  }

  /** Bytes that a copy of an image of this size takes. */
  static long bytes(Size size) {
    return size.channels() * (size.width() + 3L) * (size.height() + 3L);
  }

  /** Copies the image that begins at {@code at}. */
  void load(byte[] image, int at) {
    int width = size.width();
    for (int row = 0; row < size.channels() * size.height(); row++) {
      int channel = row / size.height();
      int to = channel * channelStride + (row - channel * size.height() + 1) * rowStride;
      System.arraycopy(image, at + row * width, bytes, to + 1, width);
      if (outside == Outside.NEAREST) {
        bytes[to] = bytes[to + 1];
        Arrays.fill(bytes, to + width + 1, to + width + 3, bytes[to + width]);
      }
    }
    if (outside == Outside.NEAREST) {
      for (int channel = 0; channel < size.channels(); channel++) {
        int first = channel * channelStride;
        int last = first + size.height() * rowStride;
        System.arraycopy(bytes, first + rowStride, bytes, first, rowStride);
        System.arraycopy(bytes, last, bytes, last + rowStride, rowStride);
        System.arraycopy(bytes, last, bytes, last + 2 * rowStride, rowStride);
      }
    }
  }

  /**
   * Interpolates {@code to[at]} to {@code to[end - 1]} on the line that begins at {@code x, y} and
   * goes on by {@code dx, dy}. All of it must lie within the copy: from 0 to less than the width
   * plus 2, and the height plus 2.
   */
  void line(int channel, long x, long y, long dx, long dy, byte[] to, int at, int end) {
    byte[] from = bytes;
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
        bytes,
        channel * channelStride,
        rowStride,
        Math.clamp(x, 0, (size.width() + 1L) << 32),
        Math.clamp(y, 0, (size.height() + 1L) << 32));
  }

  private static byte sample(byte[] from, int base, int stride, long x, long y) {
    int i = base + (int) (y >>> 32) * stride + (int) (x >>> 32);
    int wx = (int) (x >>> DROPPED) & (ONE - 1);
    int wy = (int) (y >>> DROPPED) & (ONE - 1);
    int left = from[i] & 0xff;
    int top = (left << WEIGHT_BITS) + ((from[i + 1] & 0xff) - left) * wx;
    left = from[i + stride] & 0xff;
    int bottom = (left << WEIGHT_BITS) + ((from[i + stride + 1] & 0xff) - left) * wx;
    int value = (top << WEIGHT_BITS) + (bottom - top) * wy;
    return (byte) ((value + HALF) >>> (2 * WEIGHT_BITS));
  }
}
