package dev.fovea.data.augment;

/**
 * Turns an image about its centre, by an angle uniform between {@code -degrees} and {@code
 * degrees}; counter-clockwise counts as more.
 *
 * @param degrees the largest angle, from 0 to 180
 */
public record Rotate(double degrees) implements Affine {

  /** Checks the angle. */
  public Rotate {
    Require.between(0, 180, degrees, "Rotate: degrees");
  }
}
