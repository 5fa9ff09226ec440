package dev.fovea.net;

/**
 * Dropout (Srivastava et al., 2014), inverted as everywhere today: while training each element
 * becomes zero with probability {@code rate}, and the others are multiplied by {@code 1 / (1 -
 * rate)}, so that the expected value stays as it is. In prediction nothing happens. Shapes stay as
 * they are.
 *
 * @param rate the share that is dropped, from 0 up to but without 1; the engine rounds it to a
 *     multiple of 2^-32
 */
public record Dropout(double rate) implements Layer {

  /**
   * Checks the rate.
   *
   * @throws IllegalArgumentException if it is out of its range
   */
  public Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(
          "Dropout: rate must be from 0 to less than 1, not " + rate);
    }
  }

  @Override
  public String kind() {
    return "dropout";
  }

  @Override
  public Shape output(Shape in) {
    return in;
  }

  @Override
  public String toString() {
    return "Dropout " + rate;
  }
}
