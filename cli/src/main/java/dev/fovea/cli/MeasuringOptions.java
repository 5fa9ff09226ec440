package dev.fovea.cli;

import dev.fovea.recipe.Measuring;
import dev.fovea.train.Metric;
import picocli.CommandLine.Option;

/** The options that say what is measured while a network is trained. */
final class MeasuringOptions {

  @Option(
      names = "--validation",
      paramLabel = "X",
      description =
          "Set this part of the training images apart, and let the model of the epoch that is best"
              + " on it be the result.")
  private Double validation;

  @Option(
      names = "--metric",
      paramLabel = "WHAT",
      description = "What is best there: loss or accuracy. Default: loss.")
  private Metric metric;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "End after so many epochs that were no better.")
  private Integer patience;

  @Option(
      names = "--test-each-epoch",
      negatable = true,
      description =
          "Measure the test images after each epoch, or once at the end. Default: the recipe's;"
              + " the tutorials' do.")
  private Boolean testEachEpoch;

  /** Measures with what was given here; the rest stays as it is. */
  Measuring change(Measuring measuring) {
    return new Measuring(
        validation == null ? measuring.validation() : validation,
        metric == null ? measuring.metric() : metric,
        patience == null ? measuring.patience() : patience,
        measuring.leastImprovement(),
        testEachEpoch == null ? measuring.testEachEpoch() : testEachEpoch);
  }
}
