package dev.fovea.recipe;

import dev.fovea.data.InputException;
import dev.fovea.train.Metric;
import dev.fovea.train.settings.Require;

/**
 * What is measured while a network is trained, and what follows from it. Nothing ever follows from
 * test data.
 *
 * @param validation the part of the training images that is set apart to choose the best epoch by,
 *     from 0, which is none, to below 1; 0 unless said
 * @param metric what makes an epoch the best; the loss unless said
 * @param patience epochs without a better one after which the training ends; 0, as unless said, is
 *     never
 * @param leastImprovement by how much a better one must be better for that, at least 0; 0 unless
 *     said
 * @param testEachEpoch whether the test data is measured after each epoch, as the tutorials do, and
 *     not only once at the end; not unless said
 */
public record Measuring(
    double validation,
    Metric metric,
    int patience,
    double leastImprovement,
    boolean testEachEpoch) {

  /** The test data once, and nothing else. */
  public static final Measuring USUAL = new Measuring(0, Metric.LOSS, 0, 0, false);

  /**
   * Checks the numbers.
   *
   * @throws InputException if one is out of its range, or there is patience without validation
   */
  public Measuring {
    Require.kept(validation, "the part for validation");
    Require.atLeast(0, patience, "the patience");
    Require.notNegative(leastImprovement, "the least improvement");
    if (patience > 0 && validation == 0) {
      throw new InputException(
          "patience needs validation data: set a part of the training data apart for it, as --validation 0.1 does");
    }
  }

  /** The same, with the test data measured once at the end. */
  public Measuring testedOnce() {
    return new Measuring(validation, metric, patience, leastImprovement, false);
  }
}
