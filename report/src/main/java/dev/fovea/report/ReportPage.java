package dev.fovea.report;

import dev.fovea.inspect.Calibration;
import dev.fovea.inspect.ClassReport;
import dev.fovea.inspect.ConfusionMatrix;
import dev.fovea.inspect.Predictions;
import dev.fovea.model.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a report, in their order.
 *
 * @param title what it is about
 * @param subtitle the same in a line
 */
record ReportPage(
    String title,
    String subtitle,
    Score score,
    Optional<Course> course,
    Confusion confusion,
    Gallery gallery,
    Sight sight,
    Optional<Places> places,
    Trust trust,
    Facts facts) {

  /** A link to a part of the page. */
  record Part(String id, String name) {}

  static ReportPage of(Subject subject, ReportOptions options) {
    Predictions predictions = Predictions.of(subject.model(), subject.test(), options.threads());
    ClassReport report = ClassReport.of(predictions);
    Evaluation evaluation = subject.model().evaluate(subject.test(), options.threads());
    boolean eachEpoch = subject.recipe().map(r -> r.measuring().testEachEpoch()).orElse(false);
    return new ReportPage(
        subject.title(),
        "%s on %s".formatted(subject.model().network().name(), subject.test().name()),
        Score.of(report, evaluation.loss(), eachEpoch),
        subject.history().filter(history -> !history.rows().isEmpty()).map(Course::of),
        Confusion.of(ConfusionMatrix.of(predictions)),
        Gallery.of(subject, predictions, options.mistakes()),
        Sight.of(subject, predictions),
        Places.of(subject, predictions, options),
        Trust.of(Calibration.of(predictions)),
        Facts.of(subject));
  }

  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part("score", "How good"));
    course.ifPresent(_ -> parts.add(new Part("course", "How it got there")));
    parts.add(new Part("confusion", "What it confuses"));
    parts.add(new Part("gallery", "What went wrong"));
    parts.add(new Part("sight", "What it sees"));
    places.ifPresent(_ -> parts.add(new Part("places", "Where images lie")));
    parts.add(new Part("trust", "Can it be trusted"));
    parts.add(new Part("facts", "What it was"));
    return parts;
  }
}
