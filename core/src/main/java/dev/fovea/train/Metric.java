package dev.fovea.train;

import dev.fovea.model.Evaluation;
import java.util.List;

/** What tells which epoch is the best, measured on validation data. */
public enum Metric {
  /** The mean loss: less is better. */
  LOSS,
  /** The part that is right: more is better. */
  ACCURACY;

  /**
   * The number of the epoch that is the best on the validation data, the first of equals; without
   * such data, of the last one; 0 if there is none.
   */
  public int best(List<EpochResult> history) {
    BestEpoch best = new BestEpoch(this, 0, 0);
    history.forEach(best::add);
    return best.epoch();
  }

  /** A figure that is the smaller the better. */
  double cost(Evaluation evaluation) {
    return switch (this) {
      case LOSS -> evaluation.loss();
      case ACCURACY -> -evaluation.accuracy();
    };
  }
}
