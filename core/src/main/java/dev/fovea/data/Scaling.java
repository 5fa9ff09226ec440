package dev.fovea.data;

/**
 * How a pixel byte becomes a network's input: {@code (byte / 255 - mean) / deviation}.
 *
 * @param mean subtracted, on the scale of 0 to 1
 * @param deviation divided by, more than 0
 */
public record Scaling(double mean, double deviation) {

  /** From 0 to 1, nothing else. */
  public static final Scaling UNIT = new Scaling(0, 1);

  /** MNIST's own mean and standard deviation, as the tutorials use them. */
  public static final Scaling MNIST = new Scaling(0.1307, 0.3081);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is not finite or the deviation is not positive
   */
  public Scaling {
    if (!Double.isFinite(mean) || !Double.isFinite(deviation) || deviation <= 0) {
      throw new IllegalArgumentException(
          "a scaling needs a finite mean and a positive deviation, not %s and %s"
              .formatted(mean, deviation));
    }
  }

  /** The input for each of the 256 bytes. */
  public float[] table() {
    float[] table = new float[256];
    for (int i = 0; i < table.length; i++) {
      table[i] = (float) ((i / 255.0 - mean) / deviation);
    }
    return table;
  }
}
