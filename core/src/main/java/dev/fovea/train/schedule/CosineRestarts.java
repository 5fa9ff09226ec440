package dev.fovea.train.schedule;

import dev.fovea.train.settings.Require;

/**
 * The rate falls along half a cosine and jumps up again, over and over: PyTorch's {@code
 * CosineAnnealingWarmRestarts} (Loshchilov and Hutter, 2016), stepped with each batch.
 *
 * @param epochs how long the first fall is, at least 1
 * @param multiplier how much longer each fall is than the one before it, at least 1; 1 unless said
 * @param minimum the factor that it falls to, from 0 to 1; 0 unless said
 */
public record CosineRestarts(int epochs, int multiplier, double minimum) implements Schedule {

  /**
   * Checks the numbers.
   *
   * @throws dev.fovea.data.InputException if one is out of its range
   */
  public CosineRestarts {
    Require.atLeast(1, epochs, "CosineRestarts' number of epochs");
    Require.atLeast(1, multiplier, "CosineRestarts' multiplier");
    Require.part(minimum, "CosineRestarts' minimum");
  }

  /** All falls equally long, and to nothing. */
  public CosineRestarts(int epochs) {
    this(epochs, 1, 0);
  }

  @Override
  public double factor(long step, long stepsPerEpoch, long steps) {
    // Whole numbers below 2^53, which a double holds exactly.
    double period = (double) epochs * stepsPerEpoch;
    double at = Math.min(step, steps - 1);
    if (multiplier == 1) {
      at %= period;
    }
    while (at >= period) {
      at -= period;
      period *= multiplier;
    }
    return Cosine.between(1, minimum, at / period);
  }
}
