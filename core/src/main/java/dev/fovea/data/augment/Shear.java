package dev.fovea.data.augment;

/**
 * Leans an image over, as italics do: each row is moved sideways by its height above the centre
 * times the tangent of an angle uniform between {@code -degrees} and {@code degrees}.
 *
 * @param degrees the largest angle, from 0 to 60
 */
public record Shear(double degrees) implements Affine {

  /** Checks the angle. */
  public Shear {
    Require.between(0, 60, degrees, "Shear: degrees");
  }
}
