package dev.fovea.train;

import dev.fovea.model.Evaluation;

/** What tells which epoch is the best, measured on validation data. */
public enum Metric {
  /** The mean loss: less is better. */
  LOSS,
  /** The part that is right: more is better. */
  ACCURACY;

  /** A figure that is the smaller the better. */
  double cost(Evaluation evaluation) {
    return switch (this) {
      case LOSS -> evaluation.loss();
      case ACCURACY -> -evaluation.accuracy();
    };
  }
}
