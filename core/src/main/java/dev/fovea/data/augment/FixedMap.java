package dev.fovea.data.augment;

/**
 * An {@link AffineMap} in the fixed-point coordinates of {@link Surrounded}: pixel {@code (column,
 * row)} comes from {@code x + column * xx + row * xy}, and likewise for y. It changes in place.
 */
final class FixedMap {

  /** One pixel. */
  static final double ONE = 0x1p32;

  /**
   * What a coordinate can change from a pixel to the next, and a sum of them: never an overflow.
   */
  private static final double MOST_STEP = 0x1p10;

  private static final double MOST_SHIFT = 0x1p20;

  long xx;
  long xy;
  long yx;
  long yy;
  long x;
  long y;

  /** Takes the numbers of a map for images of a size. */
  void set(AffineMap map, Size size) {
    double centreX = (size.width() - 1) / 2.0;
    double centreY = (size.height() - 1) / 2.0;
    xx = step(map.xx);
    xy = step(map.xy);
    yx = step(map.yx);
    yy = step(map.yy);
    x = start(map.x, centreX, map.xx * -centreX + map.xy * -centreY);
    y = start(map.y, centreY, map.yx * -centreX + map.yy * -centreY);
  }

  private static long step(double step) {
    return Math.round(Math.clamp(step, -MOST_STEP, MOST_STEP) * ONE);
  }

  /** Where the first pixel of the image comes from. */
  private static long start(double shift, double centre, double corner) {
    double start = corner + Math.clamp(shift, -MOST_SHIFT, MOST_SHIFT) + centre + 1;
    return Math.round(start * ONE) + Surrounded.ROUND;
  }
}
