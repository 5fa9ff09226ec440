package dev.fovea.net;

/**
 * The rectifier that lets a little of what is negative pass: x, or {@code slope} x where x is less
 * than 0 (Maas et al., 2013).
 *
 * @param slope at least 0 and less than 1; 0.01 unless said, as in PyTorch
 */
public record LeakyRelu(double slope) implements Activation {

  /**
   * Checks the slope.
   *
   * @throws IllegalArgumentException if it is out of its range
   */
  public LeakyRelu {
    if (!(slope >= 0 && slope < 1)) {
      throw new IllegalArgumentException(
          "LeakyRelu: slope must be from 0 to less than 1, not " + slope);
    }
  }

  /** A slope of 0.01. */
  public LeakyRelu() {
    this(0.01);
  }

  @Override
  public String kind() {
    return "leaky";
  }

  @Override
  public String toString() {
    return "LeakyReLU " + slope;
  }
}
