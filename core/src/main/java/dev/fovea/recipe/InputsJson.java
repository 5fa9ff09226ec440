package dev.fovea.recipe;

import dev.fovea.data.augment.Augmentation;
import dev.fovea.data.augment.Outside;
import dev.fovea.model.Fields;
import dev.fovea.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What becomes of images, as JSON. */
final class InputsJson {

  private InputsJson() {}

  static Json.Obj write(Inputs inputs) {
    return Json.Obj.EMPTY
        .with("scaling", PixelScalingJson.write(inputs.scaling()))
        .with("invert", Json.of(inputs.invert()))
        .with(
            "augmentations",
            Json.of(inputs.augmentations().stream().map(AugmentationJson::write).toList()))
        .with("outside", Words.orNull(inputs.outside().map(Words::of)))
        .with("mixup", Json.of(inputs.mixup()));
  }

  /**
   * Reads them.
   *
   * @param usual the scaling where none is said
   */
  static Inputs read(Fields parent, String name, PixelScaling usual) {
    Fields f = parent.inside(name);
    f.only("scaling", "invert", "augmentations", "outside", "mixup");
    PixelScaling scaling =
        f.some("scaling").isPresent()
            ? PixelScalingJson.read(PixelScalingJson.FAMILY.read(f, "scaling"))
            : usual;
    boolean invert = f.flag("invert", false);
    List<Augmentation> augmentations = augmentations(f);
    Optional<Outside> outside = Words.readOrNone(f, "outside", Outside.values());
    double mixup = f.real("mixup", 0);
    return f.make(() -> new Inputs(scaling, invert, augmentations, outside, mixup));
  }

  private static List<Augmentation> augmentations(Fields f) {
    List<Augmentation> augmentations = new ArrayList<>();
    if (f.some("augmentations").isPresent()) {
      for (Json item : f.list("augmentations")) {
        String where = "%s, augmentation %d".formatted(f.where(), augmentations.size() + 1);
        augmentations.add(AugmentationJson.read(AugmentationJson.FAMILY.read(where, item)));
      }
    }
    return augmentations;
  }
}
