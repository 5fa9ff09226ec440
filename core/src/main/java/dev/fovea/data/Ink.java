package dev.fovea.data;

import java.util.Arrays;
import java.util.Optional;

/** Finds what is drawn on the ground of a picture, dark on light or light on dark. */
final class Ink {

  /** Below this contrast, in levels of 255, a picture shows nothing. */
  private static final float LEAST_CONTRAST = 24;

  /** Ink that stands out less than this from the ground is the coding's ringing, not a stroke. */
  private static final float LEAST_STRENGTH = 6;

  /** A pixel of at least this share of full ink belongs to the drawing's box. */
  private static final float BOX_SHARE = 0.25f;

  /** A patch with less than this share of the largest one's ink is dirt. */
  private static final float DIRT_SHARE = 0.03f;

  private Ink() {}

  /**
   * Finds the drawing.
   *
   * @return its bounding box, 0 where there is no ink to 255 where it is full; empty if the picture
   *     shows nothing
   */
  static Optional<Plane> find(Plane picture) {
    Ground ground = Ground.of(picture);
    float floor = (float) Math.max(LEAST_STRENGTH, 4 * ground.noise());
    float[] ink = strength(picture, ground, floor);
    float full = full(ink);
    if (full < LEAST_CONTRAST || full < 6 * ground.noise()) {
      return Optional.empty();
    }
    for (int i = 0; i < ink.length; i++) {
      ink[i] = Math.min(255, ink[i] * 255 / full);
    }
    return Optional.of(crop(new Plane(ink, picture.height(), picture.width())));
  }

  /** How far each pixel stands out to the side where more does; 0 up to the floor. */
  private static float[] strength(Plane picture, Ground ground, float floor) {
    float[] strength = new float[picture.values().length];
    double balance = 0;
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        float apart = (float) (picture.at(y, x) - ground.at(y, x));
        float value = Math.abs(apart) > floor ? apart : 0;
        strength[y * picture.width() + x] = value;
        balance += value;
      }
    }
    float sign = balance < 0 ? -1 : 1;
    for (int i = 0; i < strength.length; i++) {
      strength[i] = Math.max(0, sign * strength[i]);
    }
    return strength;
  }

  /** What counts as full ink: nearly the most, without the few pixels that noise lifts above it. */
  private static float full(float[] ink) {
    float most = 0;
    for (float value : ink) {
      most = Math.max(most, value);
    }
    float[] strong = new float[ink.length];
    int count = 0;
    for (float value : ink) {
      if (value > most / 2) {
        strong[count++] = value;
      }
    }
    if (count == 0) {
      return 0;
    }
    Arrays.sort(strong, 0, count);
    return strong[(int) (count * 0.9)];
  }

  private static Plane crop(Plane ink) {
    Patches patches = Patches.of(ink, 255 * BOX_SHARE);
    int top = ink.height();
    int left = ink.width();
    int bottom = -1;
    int right = -1;
    float[] values = ink.values();
    for (int i = 0; i < values.length; i++) {
      if (patches.weight(i) >= DIRT_SHARE * patches.heaviest()) {
        top = Math.min(top, i / ink.width());
        bottom = Math.max(bottom, i / ink.width());
        left = Math.min(left, i % ink.width());
        right = Math.max(right, i % ink.width());
      }
    }
    return ink.crop(top, left, bottom - top + 1, right - left + 1);
  }
}
