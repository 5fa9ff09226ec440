package dev.fovea.train.schedule;

import dev.fovea.train.settings.Require;

/**
 * The rate falls when the loss has not become better for some epochs: PyTorch's {@code
 * ReduceLROnPlateau} with a relative threshold. The loss is that of the validation data; without
 * any, the training loss.
 *
 * @param factor what the rate is multiplied by, more than 0 and at most 1; 0.1 unless said
 * @param patience how many epochs in a row may be no better, at least 0; 10 unless said
 * @param threshold a loss is better if it is below the best one by more than this part of it, from
 *     0 up to but without 1; 1e-4 unless said
 * @param minimum the least factor of the optimizer's rate, from 0 to 1; 0 unless said
 */
public record ReduceOnPlateau(double factor, int patience, double threshold, double minimum)
    implements Schedule {

  /**
   * What it has seen: to be saved with a checkpoint.
   *
   * @param factor of the optimizer's rate, as it is now
   * @param best the least loss, infinite before the first
   * @param waiting epochs in a row that were no better
   */
  public record State(double factor, double best, int waiting) {

    /** Before the first epoch. */
    public static final State START = new State(1, Double.POSITIVE_INFINITY, 0);
  }

  /**
   * Checks the numbers.
   *
   * @throws dev.fovea.data.InputException if one is out of its range
   */
  public ReduceOnPlateau {
    Require.factor(factor, "ReduceOnPlateau's factor");
    Require.atLeast(0, patience, "ReduceOnPlateau's patience");
    Require.kept(threshold, "ReduceOnPlateau's threshold");
    Require.part(minimum, "ReduceOnPlateau's minimum");
  }

  /** PyTorch's defaults. */
  public ReduceOnPlateau() {
    this(0.1, 10, 1e-4, 0);
  }

  @Override
  public double factor(long step, long stepsPerEpoch, long steps) {
    return 1;
  }

  /** The state after an epoch with this loss. */
  public State after(State state, double loss) {
    if (loss < state.best * (1 - threshold)) {
      return new State(state.factor, loss, 0);
    }
    if (state.waiting < patience) {
      return new State(state.factor, state.best, state.waiting + 1);
    }
    return new State(Math.max(state.factor * factor, minimum), state.best, 0);
  }
}
