package dev.fovea.report;

import dev.fovea.inspect.ClassReport;

/**
 * How good a model is.
 *
 * @param report the shares, of all images and of each class
 * @param loss mean cross-entropy, as {@code eval} prints it
 * @param warning what to keep in mind, or null
 */
record Score(ClassReport report, double loss, String warning) {

  /** Fewer images tell the accuracy to no more than a few percent. */
  private static final int FEW = 1000;

  static Score of(ClassReport report, double loss, boolean testedEachEpoch) {
    String warning = null;
    if (report.images() < FEW) {
      warning =
          "With %s test images the accuracy is not known more closely than the interval says."
              .formatted(Texts.count(report.images()));
    } else if (testedEachEpoch) {
      warning =
          "The test images were measured after each epoch, as the tutorial does: whoever chose an"
              + " epoch or a setting by them has an accuracy that is a little too good.";
    }
    return new Score(report, loss, warning);
  }
}
