package dev.fovea.train.schedule;

import dev.fovea.train.settings.Require;

/**
 * The rate falls by a factor after each epoch: PyTorch's {@code ExponentialLR}.
 *
 * @param factor what it is multiplied by, more than 0 and at most 1
 */
public record Exponential(double factor) implements Schedule {

  /**
   * Checks the factor.
   *
   * @throws dev.fovea.data.InputException if it is out of its range
   */
  public Exponential {
    Require.factor(factor, "Exponential's factor");
  }

  @Override
  public double factor(long step, long stepsPerEpoch, long steps) {
    long epochs = Math.min(step, steps - 1) / stepsPerEpoch;
    return StrictMath.pow(factor, (double) epochs);
  }
}
