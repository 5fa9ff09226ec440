package dev.fovea.report;

import dev.fovea.inspect.ClassReport;
import java.util.Optional;

/**
 * How good a model is.
 *
 * @param report the shares, of all images and of each class
 * @param loss mean cross-entropy, as {@code eval} prints it
 * @param warning what to keep in mind
 */
record Score(ClassReport report, double loss, Optional<String> warning) {

  /** Fewer images tell the accuracy to no more than a few percent. */
  private static final int FEW = 1000;

  static Score of(ClassReport report, double loss, boolean testedEachEpoch) {
    return new Score(report, loss, warning(report, testedEachEpoch));
  }

  private static Optional<String> warning(ClassReport report, boolean testedEachEpoch) {
    if (report.images() < FEW) {
      return Optional.of(
          "With %s test images the accuracy is not known more closely than the interval says."
              .formatted(Texts.count(report.images())));
    }
    return testedEachEpoch
        ? Optional.of(
            "The test images were measured after each epoch, as the tutorial does: whoever chose an"
                + " epoch or a setting by them has an accuracy that is a little too good.")
        : Optional.empty();
  }
}
