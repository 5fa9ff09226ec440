package dev.fovea.data.augment;

/**
 * Multiplies the distance of each pixel from the image's mean, over all its channels, by a factor
 * uniform between {@code 1 - range} and {@code 1 + range}; what leaves the range from black to
 * white stays at its end.
 *
 * @param range from 0 to 1
 */
public record Contrast(double range) implements Augmentation {

  /** Checks the range. */
  public Contrast {
    Require.between(0, 1, range, "Contrast: range");
  }
}
