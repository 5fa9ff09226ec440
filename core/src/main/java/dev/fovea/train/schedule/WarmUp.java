package dev.fovea.train.schedule;

import dev.fovea.data.InputException;
import dev.fovea.train.settings.Require;

/**
 * The rate rises evenly before another schedule begins: PyTorch's {@code LinearLR}, and then that
 * schedule as {@code SequentialLR} has it, in what is left of the training. It rises to where the
 * other one begins.
 *
 * @param length how long it rises, at least 0
 * @param unit what that counts; half epochs are fine
 * @param start the part of the rate that it begins with, from 0 to 1; a third unless said
 * @param then what comes after; no other warm-up
 */
public record WarmUp(double length, Unit unit, double start, Schedule then) implements Schedule {

  /** What a length is given in. */
  public enum Unit {
    /** Times that each image is seen. */
    EPOCHS,
    /** Steps of the optimizer. */
    STEPS
  }

  /**
   * Checks the numbers.
   *
   * @throws InputException if one is out of its range, or another warm-up comes after this one
   */
  public WarmUp {
    Require.notNegative(length, "WarmUp's length");
    Require.part(start, "WarmUp's start");
    if (then instanceof WarmUp) {
      throw new InputException("a warm-up cannot come after a warm-up: choose another schedule");
    }
  }

  /** Over so many epochs, from a third. */
  public static WarmUp epochs(double epochs, Schedule then) {
    return new WarmUp(epochs, Unit.EPOCHS, 1.0 / 3, then);
  }

  /** Over so many steps, from a third. */
  public static WarmUp steps(long steps, Schedule then) {
    return new WarmUp((double) steps, Unit.STEPS, 1.0 / 3, then);
  }

  /** From another part of the rate. */
  public WarmUp from(double start) {
    return new WarmUp(length, unit, start, then);
  }

  @Override
  public double factor(long step, long stepsPerEpoch, long steps) {
    long rise = Math.round(unit == Unit.EPOCHS ? length * stepsPerEpoch : length);
    long left = Math.max(steps - rise, 1);
    if (step >= rise) {
      return then.factor(step - rise, stepsPerEpoch, left);
    }
    double part = start + (1 - start) * step / rise;
    return part * then.factor(0, stepsPerEpoch, left);
  }
}
