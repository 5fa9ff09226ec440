package dev.fovea.data.augment;

/**
 * Multiplies all pixels by a factor uniform between {@code 1 - range} and {@code 1 + range}; what
 * is brighter than white becomes white.
 *
 * @param range from 0 to 1
 */
public record Brightness(double range) implements Augmentation {

  /** Checks the range. */
  public Brightness {
    Require.between(0, 1, range, "Brightness: range");
  }
}
