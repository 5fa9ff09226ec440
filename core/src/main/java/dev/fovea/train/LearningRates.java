package dev.fovea.train;

import dev.fovea.train.optimizer.Updater;
import dev.fovea.train.schedule.ReduceOnPlateau;
import dev.fovea.train.schedule.Schedule;
import dev.fovea.train.schedule.WarmUp;

/** A {@link Schedule} at work: the learning rate of each step. */
final class LearningRates {

  private final double base;
  private final Schedule schedule;
  private final long stepsPerEpoch;
  private final long steps;
  private ReduceOnPlateau.State state = ReduceOnPlateau.State.START;

  /**
   * Begins a training.
   *
   * @param base the optimizer's rate
   * @param stepsPerEpoch at least 1
   * @param epochs at least 1
   */
  LearningRates(double base, Schedule schedule, long stepsPerEpoch, int epochs) {
    this.base = base;
    this.schedule = schedule;
    this.stepsPerEpoch = stepsPerEpoch;
    this.steps = stepsPerEpoch * epochs;
  }

  /** The rate of a step, which counts from 0: {@link Updater#steps} before it begins. */
  double rate(long step) {
    return base * (schedule.factor(step, stepsPerEpoch, steps) * state.factor());
  }

  /** Ends an epoch with this loss: of the validation data, or else of the training data. */
  void endEpoch(double loss) {
    Schedule watching = schedule instanceof WarmUp warmUp ? warmUp.then() : schedule;
    if (watching instanceof ReduceOnPlateau plateau) {
      state = plateau.after(state, loss);
    }
  }

  /** What the steps alone do not tell; the rest is the same for every training. */
  ReduceOnPlateau.State state() {
    return state;
  }

  /** Goes on from such a state. */
  void restore(ReduceOnPlateau.State state) {
    this.state = state;
  }
}
