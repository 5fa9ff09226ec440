package dev.fovea.recipe;

import dev.fovea.model.Fields;
import dev.fovea.model.Json;
import java.util.List;

/** Scalings as JSON: {@code "type"} says which one. */
final class PixelScalingJson {

  static final Family FAMILY =
      Family.of(
          "a scaling",
          Form.of("Unit", "unit"),
          Form.of("Fixed", "fixed", "mean", "deviation"),
          Form.of("OfData", "data"),
          Form.of("OfImage", "image"),
          Form.of("OfModel", "model"));

  private PixelScalingJson() {}

  static Json.Obj write(PixelScaling scaling) {
    return switch (scaling) {
      case PixelScaling.Unit() -> Family.type("Unit");
      case PixelScaling.Fixed(List<Double> means, List<Double> deviations) ->
          Family.type("Fixed").with("mean", write(means)).with("deviation", write(deviations));
      case PixelScaling.OfData() -> Family.type("OfData");
      case PixelScaling.OfImage() -> Family.type("OfImage");
      case PixelScaling.OfModel() -> Family.type("OfModel");
    };
  }

  /** One number for all channels, or a list. */
  private static Json write(List<Double> numbers) {
    return numbers.size() == 1 ? Json.of(numbers.getFirst()) : Words.reals(numbers);
  }

  static PixelScaling read(Fields f) {
    return switch (Family.type(f)) {
      case "Unit" -> new PixelScaling.Unit();
      case "Fixed" -> {
        List<Double> means = f.reals("mean");
        List<Double> deviations = f.reals("deviation");
        yield f.make(() -> new PixelScaling.Fixed(means, deviations));
      }
      case "OfData" -> new PixelScaling.OfData();
      case "OfImage" -> new PixelScaling.OfImage();
      case "OfModel" -> new PixelScaling.OfModel();
      default -> throw new AssertionError(f); // the family knows no others
    };
  }
}
