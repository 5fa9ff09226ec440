package dev.fovea.data.augment;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The part of an image that is not black, over all channels. Where black is outside, only what
 * comes from it needs to be computed: of a digit, about half.
 */
final class InkBox {

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final Size size;

  /** For eight columns each, which bits any row has there; the last eight may overlap. */
  private final long[] columns;

  /** The first row and column with ink, and the ones after the last; all 0 if there is none. */
  int top;

  int bottom;
  int left;
  int right;

  InkBox(Size size) {
    this.size = size;
    this.columns = new long[(size.width() + 7) / 8];
    all();
  }

  /** The whole image, as long as nothing is measured. */
  private void all() {
    top = 0;
    left = 0;
    bottom = size.height();
    right = size.width();
  }

  /** Finds the box of the image that begins at {@code at}. */
  void measure(byte[] image, int at) {
    all();
    if (size.width() < 8) {
      return;
    }
    top = size.height();
    bottom = 0;
    for (int eight = 0; eight < columns.length; eight++) {
      columns[eight] = inkOfEight(image, at + column(eight));
    }
    left = size.width();
    right = 0;
    for (int eight = 0; eight < columns.length; eight++) {
      long ink = columns[eight];
      if (ink != 0) {
        left = Math.min(left, column(eight) + Long.numberOfTrailingZeros(ink) / 8);
        right = Math.max(right, column(eight) + 8 - Long.numberOfLeadingZeros(ink) / 8);
      }
    }
    if (top > bottom) {
      top = 0;
      left = 0;
    }
  }

  private int column(int eight) {
    return Math.min(8 * eight, size.width() - 8);
  }

  /** Eight columns from {@code at} down; widens the rows. */
  private long inkOfEight(byte[] image, int at) {
    int width = size.width();
    long ink = 0;
    int first = top;
    int end = bottom;
    for (int channel = 0; channel < size.channels(); channel++) {
      int from = at + channel * size.height() * width;
      for (int row = 0; row < size.height(); row++) {
        long eight = (long) EIGHT.get(image, from + row * width);
        ink |= eight;
        if (eight != 0) {
          first = Math.min(first, row);
          end = Math.max(end, row + 1);
        }
      }
    }
    top = first;
    bottom = end;
    return ink;
  }
}
