package dev.fovea.data.augment;

import dev.fovea.data.Rng;
import java.util.List;

/**
 * Where each pixel of a changed image comes from: {@code source = a * pixel + b}, both counted from
 * the centre, x to the right and y down. It changes in place: a thread has one and reuses it.
 */
final class AffineMap {

  double xx;
  double xy;
  double yx;
  double yy;
  double x;
  double y;

  AffineMap() {
    reset();
  }

  /** Each pixel comes from itself. */
  void reset() {
    xx = 1;
    xy = 0;
    yx = 0;
    yy = 1;
    x = 0;
    y = 0;
  }

  /** Begins anew and draws all of {@code augmentations}, one after the other. */
  void draw(List<Affine> augmentations, Rng random) {
    reset();
    for (int i = 0; i < augmentations.size(); i++) {
      add(augmentations.get(i), random);
    }
  }

  /** Draws {@code augmentation} and does it after all that was done before. */
  void add(Affine augmentation, Rng random) {
    switch (augmentation) {
      case Shift(double pixels) ->
          shift(random.nextDouble(-pixels, pixels), random.nextDouble(-pixels, pixels));
      case Rotate(double degrees) -> rotate(random.nextDouble(-degrees, degrees));
      case Scale(double min, double max) -> scale(random.nextDouble(min, max));
      case Shear(double degrees) -> shear(random.nextDouble(-degrees, degrees));
      case Flip(double horizontal, double vertical) ->
          flip(random.nextDouble(0, 1) < horizontal, random.nextDouble(0, 1) < vertical);
      case RandomCrop(int padding) ->
          shift(
              random.nextInt(2 * padding + 1) - padding, random.nextInt(2 * padding + 1) - padding);
    }
  }

  void shift(double right, double down) {
    x -= xx * right + xy * down;
    y -= yx * right + yy * down;
  }

  /** Counter-clockwise as it is seen. */
  void rotate(double degrees) {
    double cos = Angles.cos(degrees);
    double sin = Angles.sin(degrees);
    inverse(cos, -sin, sin, cos);
  }

  void scale(double factor) {
    inverse(1 / factor, 0, 0, 1 / factor);
  }

  /** The upper half goes to the right. */
  void shear(double degrees) {
    inverse(1, Angles.tan(degrees), 0, 1);
  }

  void flip(boolean horizontal, boolean vertical) {
    inverse(horizontal ? -1 : 1, 0, 0, vertical ? -1 : 1);
  }

  /** Does a change whose inverse has this matrix: {@code a = a * inverse}. */
  private void inverse(double ixx, double ixy, double iyx, double iyy) {
    double fromX = xx * ixx + xy * iyx;
    double fromY = yx * ixx + yy * iyx;
    xy = xx * ixy + xy * iyy;
    yy = yx * ixy + yy * iyy;
    xx = fromX;
    yx = fromY;
  }
}
