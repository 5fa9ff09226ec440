package dev.fovea.train.schedule;

import dev.fovea.train.settings.Require;

/**
 * The rate falls along half a cosine, from the first step to the last: PyTorch's {@code
 * CosineAnnealingLR} (Loshchilov and Hutter, 2016), stepped with each batch.
 *
 * @param minimum the factor that it falls to, from 0 to 1; 0 unless said
 */
public record Cosine(double minimum) implements Schedule {

  /**
   * Checks the minimum.
   *
   * @throws dev.fovea.data.InputException if it is not from 0 to 1
   */
  public Cosine {
    Require.part(minimum, "Cosine's minimum");
  }

  /** To nothing. */
  public Cosine() {
    this(0);
  }

  @Override
  public double factor(long step, long stepsPerEpoch, long steps) {
    return between(1, minimum, (double) Math.min(step, steps - 1) / steps);
  }

  /** Along half a cosine from {@code first} to {@code last}; {@code part} goes from 0 to 1. */
  static double between(double first, double last, double part) {
    return last + (first - last) * (1 + StrictMath.cos(Math.PI * part)) / 2;
  }
}
