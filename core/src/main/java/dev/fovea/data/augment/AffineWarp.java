package dev.fovea.data.augment;

import dev.fovea.data.Rng;
import java.util.List;

/**
 * Affine augmentations one after the other, done by one bilinear interpolation.
 *
 * <p>Coordinates are stepped along a row in fixed point. Of each row the part that comes from
 * within the image is computed first, so that its loop has nothing to check.
 */
final class AffineWarp implements Stage {

  private static final double FIXED = 0x1p32;

  /**
   * What a coordinate can change from a pixel to the next, and a sum of them: never an overflow.
   */
  private static final double MOST_STEP = 0x1p10;

  private static final double MOST_SHIFT = 0x1p20;

  private final List<Affine> augmentations;
  private final Size size;
  private final Surrounded from;
  private final AffineMap map = new AffineMap();

  /** The part of the row that lies within the image. */
  private int first;

  private int end;

  AffineWarp(List<Affine> augmentations, Size size, Outside outside) {
    this.augmentations = List.copyOf(augmentations);
    this.size = size;
    this.from = new Surrounded(size, outside);
  }

  @Override
  public void apply(byte[] image, int at, Rng random) {
    map.reset();
    for (int i = 0; i < augmentations.size(); i++) {
      map.add(augmentations.get(i), random);
    }
    apply(image, at, map);
  }

  /** With what was drawn. */
  void apply(byte[] image, int at, AffineMap map) {
    from.load(image, at);
    double centreX = (size.width() - 1) / 2.0;
    double centreY = (size.height() - 1) / 2.0;
    long xx = step(map.xx);
    long xy = step(map.xy);
    long yx = step(map.yx);
    long yy = step(map.yy);
    long x = start(map.x, centreX, map.xx * -centreX + map.xy * -centreY);
    long y = start(map.y, centreY, map.yx * -centreX + map.yy * -centreY);
    for (int row = 0; row < size.height(); row++) {
      row(x + row * xy, y + row * yy, xx, yx, image, at + row * size.width());
    }
  }

  private static long step(double step) {
    return Math.round(Math.clamp(step, -MOST_STEP, MOST_STEP) * FIXED);
  }

  /** Where the first pixel of the image comes from, in the coordinates of {@link Surrounded}. */
  private static long start(double shift, double centre, double corner) {
    double start = corner + Math.clamp(shift, -MOST_SHIFT, MOST_SHIFT) + centre + 1;
    return Math.round(start * FIXED) + Surrounded.ROUND;
  }

  private void row(long x, long y, long dx, long dy, byte[] image, int at) {
    first = 0;
    end = size.width();
    clip(x, dx, (size.width() + 2L) << 32);
    clip(y, dy, (size.height() + 2L) << 32);
    int plane = size.height() * size.width();
    for (int channel = 0; channel < size.channels(); channel++) {
      int to = at + channel * plane;
      for (int i = 0; i < first; i++) {
        image[to + i] = from.nearest(channel, x + i * dx, y + i * dy);
      }
      from.line(channel, x + first * dx, y + first * dy, dx, dy, image, to + first, to + end);
      for (int i = end; i < size.width(); i++) {
        image[to + i] = from.nearest(channel, x + i * dx, y + i * dy);
      }
    }
  }

  /**
   * Narrows the part of the row to where {@code at + i * step} is from 0 to below {@code limit}.
   */
  private void clip(long at, long step, long limit) {
    if (first >= end
        || (inside(at + first * step, limit) && inside(at + (end - 1) * step, limit))) {
      return;
    }
    long from = 0;
    long to = 0;
    if (step > 0) {
      from = Math.ceilDiv(-at, step);
      to = Math.ceilDiv(limit - at, step);
    } else if (step < 0) {
      from = Math.ceilDiv(at - limit + 1, -step);
      to = Math.floorDiv(at, -step) + 1;
    }
    first = Math.clamp(from, first, end);
    end = Math.clamp(to, first, end);
  }

  private static boolean inside(long x, long limit) {
    return x >= 0 && x < limit;
  }
}
