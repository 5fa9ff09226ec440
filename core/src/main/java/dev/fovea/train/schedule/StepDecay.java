package dev.fovea.train.schedule;

import dev.fovea.train.settings.Require;

/**
 * The rate falls by a factor every few epochs: PyTorch's {@code StepLR}.
 *
 * @param epochs after how many epochs it falls, each time, at least 1
 * @param factor what it is multiplied by, more than 0 and at most 1; 0.1 unless said
 */
public record StepDecay(int epochs, double factor) implements Schedule {

  /**
   * Checks the numbers.
   *
   * @throws dev.fovea.data.InputException if one is out of its range
   */
  public StepDecay {
    Require.atLeast(1, epochs, "StepDecay's number of epochs");
    Require.factor(factor, "StepDecay's factor");
  }

  /** To a tenth. */
  public StepDecay(int epochs) {
    this(epochs, 0.1);
  }

  @Override
  public double factor(long step, long stepsPerEpoch, long steps) {
    long falls = Math.min(step, steps - 1) / stepsPerEpoch / epochs;
    return StrictMath.pow(factor, (double) falls);
  }
}
