package dev.fovea.data.augment;

import dev.fovea.data.InputException;

/** The checks that augmentations share. */
final class Require {

  /** Of an image: coordinates of larger ones might overflow where all is at its extreme. */
  static final int LARGEST_SIDE = 32_768;

  private Require() {}

  static void between(double least, double most, double value, String what) {
    if (!(value >= least && value <= most)) {
      throw new InputException(
          "%s must be from %s to %s, not %s"
              .formatted(what, plain(least), plain(most), plain(value)));
    }
  }

  /** Without a point where there is nothing behind it. */
  private static String plain(double value) {
    return value == (int) value ? String.valueOf((int) value) : String.valueOf(value);
  }
}
