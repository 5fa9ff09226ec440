package dev.fovea.data.augment;

import dev.fovea.data.Rng;
import java.util.Arrays;
import java.util.List;

/**
 * Affine augmentations one after the other, done by one bilinear interpolation.
 *
 * <p>Coordinates are stepped along a row in fixed point. Of each row the part that comes from
 * within the image is computed first, so that its loop has nothing to check.
 */
final class AffineWarp implements Stage {

  private final List<Affine> augmentations;
  private final Size size;
  private final Surrounded from;
  private final AffineMap map = new AffineMap();
  private final FixedMap fixed = new FixedMap();
  private final Outside outside;

  /** What is to be seen. */
  private final InkBox box;

  private double inverseX;
  private double inverseY;

  /** The part of the row that comes from within the box. */
  private int first;

  private int end;

  AffineWarp(List<Affine> augmentations, Size size, Outside outside) {
    this.augmentations = List.copyOf(augmentations);
    this.size = size;
    this.from = new Surrounded(size, outside);
    this.outside = outside;
    this.box = new InkBox(size);
  }

  @Override
  public void apply(byte[] image, int at, Rng random) {
    map.draw(augmentations, random);
    apply(image, at, map);
  }

  /** With what was drawn. */
  void apply(byte[] image, int at, AffineMap map) {
    load(image, at);
    fixed.set(map, size);
    long xx = fixed.xx;
    long xy = fixed.xy;
    long yx = fixed.yx;
    long yy = fixed.yy;
    inverseX = 1 / Math.abs((double) xx);
    inverseY = 1 / Math.abs((double) yx);
    for (int row = 0; row < size.height(); row++) {
      row(fixed.x + row * xy, fixed.y + row * yy, xx, yx, image, at + row * size.width());
    }
  }

  private void load(byte[] image, int at) {
    switch (outside) {
      case BLACK -> {
        box.measure(image, at);
        from.load(image, at, box.top, box.bottom);
      }
      case NEAREST -> from.load(image, at);
    }
  }

  private void row(long x, long y, long dx, long dy, byte[] image, int at) {
    first = 0;
    end = size.width();
    clip(x, dx, inverseX, (long) box.left << 32, (box.right + 1L) << 32);
    clip(y, dy, inverseY, (long) box.top << 32, (box.bottom + 1L) << 32);
    int plane = size.height() * size.width();
    for (int channel = 0; channel < size.channels(); channel++) {
      int to = at + channel * plane;
      outside(channel, x, y, dx, dy, image, to, 0, first);
      from.line(channel, x + first * dx, y + first * dy, dx, dy, image, to + first, to + end);
      outside(channel, x, y, dx, dy, image, to, end, size.width());
    }
  }

  /** Pixels {@code i0} to {@code i1 - 1} of the row. */
  private void outside(
      int channel, long x, long y, long dx, long dy, byte[] image, int to, int i0, int i1) {
    switch (outside) {
      case BLACK -> Arrays.fill(image, to + i0, to + i1, (byte) 0);
      case NEAREST -> {
        for (int i = i0; i < i1; i++) {
          image[to + i] = from.nearest(channel, x + i * dx, y + i * dy);
        }
      }
    }
  }

  /**
   * Narrows the part of the row to where {@code at + i * step} is from {@code low} to below {@code
   * high}.
   *
   * @param inverse one over the step, without its sign
   */
  private void clip(long at, long step, double inverse, long low, long high) {
    if (step > 0) {
      first = Math.max(first, crossing(at, step, inverse, low));
      end = Math.max(first, Math.min(end, crossing(at, step, inverse, high)));
    } else if (step < 0) {
      clip(-at, -step, inverse, 1 - high, 1 - low);
    } else if (at < low || at >= high) {
      end = first;
    }
  }

  /** The smallest i from 0 to the width with {@code at + i * step >= limit}; the width if none. */
  private int crossing(long at, long step, double inverse, long limit) {
    // A division would take longer than a few pixels; what is estimated is then made exact.
    int i = Math.clamp((long) ((limit - at) * inverse), 0, size.width());
    while (i > 0 && at + (i - 1) * step >= limit) {
      i--;
    }
    while (i < size.width() && at + i * step < limit) {
      i++;
    }
    return i;
  }
}
