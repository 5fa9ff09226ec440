package dev.fovea.data.augment;

import dev.fovea.data.InputException;

/**
 * Makes what an image shows larger or smaller about its centre, by a factor uniform between {@code
 * min} and {@code max}, the same for both sides.
 *
 * @param min the smallest factor, at least 0.1
 * @param max the largest factor, at least {@code min} and at most 10
 */
public record Scale(double min, double max) implements Affine {

  /** Checks the factors. */
  public Scale {
    Require.between(0.1, 10, min, "Scale: min");
    Require.between(0.1, 10, max, "Scale: max");
    if (min > max) {
      throw new InputException(
          "Scale: min must be at most max, not %s with a max of %s".formatted(min, max));
    }
  }
}
