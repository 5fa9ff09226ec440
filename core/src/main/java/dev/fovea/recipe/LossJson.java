package dev.fovea.recipe;

import dev.fovea.model.Fields;
import dev.fovea.model.Json;
import dev.fovea.net.CrossEntropy;
import dev.fovea.net.Loss;
import dev.fovea.net.MeanSquaredError;
import dev.fovea.net.NegativeLogLikelihood;
import java.util.List;

/** Losses as JSON: {@code "type"} says which one, the other fields are those of its record. */
final class LossJson {

  private static final String WEIGHTS = "classWeights";

  static final Family FAMILY =
      Family.of(
          "a loss",
          Form.of("CrossEntropy", "cross-entropy", "labelSmoothing", WEIGHTS),
          Form.of("NegativeLogLikelihood", "negative-log-likelihood", WEIGHTS),
          Form.of("MeanSquaredError", "mean-squared-error"));

  private LossJson() {}

  static Json.Obj write(Loss loss) {
    return switch (loss) {
      case CrossEntropy(double smoothing, List<Double> weights) ->
          Family.type("CrossEntropy")
              .with("labelSmoothing", Json.of(smoothing))
              .with(WEIGHTS, Words.reals(weights));
      case NegativeLogLikelihood(List<Double> weights) ->
          Family.type("NegativeLogLikelihood").with(WEIGHTS, Words.reals(weights));
      case MeanSquaredError() -> Family.type("MeanSquaredError");
    };
  }

  static Loss read(Fields f) {
    List<Double> weights = Words.reals(f, WEIGHTS);
    return switch (Family.type(f)) {
      case "CrossEntropy" -> {
        double smoothing = f.real("labelSmoothing", 0);
        yield f.make(() -> new CrossEntropy(smoothing, weights));
      }
      case "NegativeLogLikelihood" -> f.make(() -> new NegativeLogLikelihood(weights));
      case "MeanSquaredError" -> new MeanSquaredError();
      default -> throw new AssertionError(f); // the family knows no others
    };
  }
}
