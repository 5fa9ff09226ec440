package dev.fovea.train;

import dev.fovea.model.Evaluation;
import java.util.Optional;

/**
 * Which epoch was the best on the validation data, and how long there was none that is better by
 * enough. It depends on the epochs that it was told of alone, so that telling it again is all that
 * a training that is resumed needs.
 */
final class BestEpoch {

  private final Metric metric;
  private final int patience;
  private final double least;
  private int epoch;
  private double best = Double.POSITIVE_INFINITY;
  private double reference = Double.POSITIVE_INFINITY;
  private int waited;

  /**
   * Begins.
   *
   * @param patience epochs without a better one after which it is over; 0: never
   * @param least how much better a better one must be for the waiting to begin anew
   */
  BestEpoch(Metric metric, int patience, double least) {
    this.metric = metric;
    this.patience = patience;
    this.least = least;
  }

  /** Takes the next epoch; true if it is the best so far, as each is where nothing is measured. */
  boolean add(EpochResult result) {
    Optional<Evaluation> validation = result.validation();
    if (validation.isEmpty()) {
      epoch = result.epoch();
      return true;
    }
    double cost = metric.cost(validation.get());
    if (cost < reference - least) {
      reference = cost;
      waited = 0;
    } else {
      waited++;
    }
    if (!(cost < best)) {
      return false;
    }
    best = cost;
    epoch = result.epoch();
    return true;
  }

  /** The number of the best epoch; 0 if there was none. */
  int epoch() {
    return epoch;
  }

  /** Whether it was waited for long enough. */
  boolean over() {
    return patience > 0 && waited >= patience;
  }
}
