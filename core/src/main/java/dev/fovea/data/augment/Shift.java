package dev.fovea.data.augment;

/**
 * Moves an image, down and to the right by distances of their own, each uniform between {@code
 * -pixels} and {@code pixels}; parts of pixels count.
 *
 * @param pixels the farthest, at least 0 and less than the image's smaller side
 */
public record Shift(double pixels) implements Affine {

  /** Checks the distance. */
  public Shift {
    Require.between(0, Require.LARGEST_SIDE, pixels, "Shift: pixels");
  }
}
