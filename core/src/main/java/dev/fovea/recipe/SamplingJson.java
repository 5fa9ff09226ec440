package dev.fovea.recipe;

import dev.fovea.model.Fields;
import dev.fovea.model.Json;
import dev.fovea.train.Sampling;
import java.util.List;

/** Sampling as JSON: {@code "type"} says which one, the other fields are those of its record. */
final class SamplingJson {

  static final Family FAMILY =
      Family.of(
          "a way of sampling",
          Form.of("Shuffled", "shuffled"),
          Form.of("ByClass", "by-class", "weights"));

  private SamplingJson() {}

  static Json.Obj write(Sampling sampling) {
    return switch (sampling) {
      case Sampling.Shuffled() -> Family.type("Shuffled");
      case Sampling.ByClass(List<Double> weights) ->
          Family.type("ByClass").with("weights", Words.reals(weights));
    };
  }

  static Sampling read(Fields f) {
    return switch (Family.type(f)) {
      case "Shuffled" -> new Sampling.Shuffled();
      case "ByClass" -> {
        List<Double> weights = Words.reals(f, "weights");
        yield f.make(() -> new Sampling.ByClass(weights));
      }
      default -> throw new AssertionError(f); // the family knows no others
    };
  }
}
