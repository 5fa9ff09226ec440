package dev.fovea.recipe;

import dev.fovea.data.augment.Augmentation;
import dev.fovea.data.augment.Brightness;
import dev.fovea.data.augment.Contrast;
import dev.fovea.data.augment.Elastic;
import dev.fovea.data.augment.Erase;
import dev.fovea.data.augment.Flip;
import dev.fovea.data.augment.RandomCrop;
import dev.fovea.data.augment.Rotate;
import dev.fovea.data.augment.Scale;
import dev.fovea.data.augment.Shear;
import dev.fovea.data.augment.Shift;
import dev.fovea.model.Fields;
import dev.fovea.model.Json;

/** Augmentations as JSON: {@code "type"} says which one, the other fields are its record's. */
final class AugmentationJson {

  static final Family FAMILY =
      Family.of(
          "an augmentation",
          Form.of("Shift", "shift", "pixels"),
          Form.of("Rotate", "rotate", "degrees"),
          Form.of("Scale", "scale", "min", "max"),
          Form.of("Shear", "shear", "degrees"),
          Form.of("Flip", "flip", "horizontal", "vertical"),
          Form.of("RandomCrop", "crop", "padding"),
          Form.of("Elastic", "elastic", "alpha", "sigma"),
          Form.of("Erase", "erase", "probability", "minArea", "maxArea"),
          Form.of("Brightness", "brightness", "range"),
          Form.of("Contrast", "contrast", "range"));

  private AugmentationJson() {}

  static Json.Obj write(Augmentation augmentation) {
    return switch (augmentation) {
      case Shift(double pixels) -> Family.type("Shift").with("pixels", Json.of(pixels));
      case Rotate(double degrees) -> Family.type("Rotate").with("degrees", Json.of(degrees));
      case Scale(double min, double max) ->
          Family.type("Scale").with("min", Json.of(min)).with("max", Json.of(max));
      case Shear(double degrees) -> Family.type("Shear").with("degrees", Json.of(degrees));
      case Flip(double horizontal, double vertical) ->
          Family.type("Flip")
              .with("horizontal", Json.of(horizontal))
              .with("vertical", Json.of(vertical));
      case RandomCrop(int padding) -> Family.type("RandomCrop").with("padding", Json.of(padding));
      case Elastic(double alpha, double sigma) ->
          Family.type("Elastic").with("alpha", Json.of(alpha)).with("sigma", Json.of(sigma));
      case Erase(double probability, double minArea, double maxArea) ->
          Family.type("Erase")
              .with("probability", Json.of(probability))
              .with("minArea", Json.of(minArea))
              .with("maxArea", Json.of(maxArea));
      case Brightness(double range) -> Family.type("Brightness").with("range", Json.of(range));
      case Contrast(double range) -> Family.type("Contrast").with("range", Json.of(range));
    };
  }

  static Augmentation read(Fields f) {
    return switch (Family.type(f)) {
      case "Shift" -> {
        double pixels = f.real("pixels");
        yield f.make(() -> new Shift(pixels));
      }
      case "Rotate" -> {
        double degrees = f.real("degrees");
        yield f.make(() -> new Rotate(degrees));
      }
      case "Scale" -> {
        double min = f.real("min");
        double max = f.real("max");
        yield f.make(() -> new Scale(min, max));
      }
      case "Shear" -> {
        double degrees = f.real("degrees");
        yield f.make(() -> new Shear(degrees));
      }
      case "Flip" -> {
        double horizontal = f.real("horizontal", Flip.HORIZONTAL.horizontal());
        double vertical = f.real("vertical", Flip.HORIZONTAL.vertical());
        yield f.make(() -> new Flip(horizontal, vertical));
      }
      case "RandomCrop" -> {
        int padding = f.whole("padding");
        yield f.make(() -> new RandomCrop(padding));
      }
      case "Elastic" -> {
        double alpha = f.real("alpha");
        double sigma = f.real("sigma");
        yield f.make(() -> new Elastic(alpha, sigma));
      }
      case "Erase" -> erase(f);
      case "Brightness" -> {
        double range = f.real("range");
        yield f.make(() -> new Brightness(range));
      }
      case "Contrast" -> {
        double range = f.real("range");
        yield f.make(() -> new Contrast(range));
      }
      default -> throw new AssertionError(f); // the family knows no others
    };
  }

  private static Augmentation erase(Fields f) {
    double probability = f.real("probability");
    Erase usual = f.make(() -> new Erase(probability));
    double minArea = f.real("minArea", usual.minArea());
    double maxArea = f.real("maxArea", usual.maxArea());
    return f.make(() -> new Erase(probability, minArea, maxArea));
  }
}
