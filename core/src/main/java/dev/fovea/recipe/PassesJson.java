package dev.fovea.recipe;

import dev.fovea.model.Fields;
import dev.fovea.model.Json;
import dev.fovea.train.Sampling;
import java.util.OptionalInt;

/** How a training goes through its images, as JSON. */
final class PassesJson {

  private PassesJson() {}

  static Json.Obj write(Passes passes) {
    return Json.Obj.EMPTY
        .with("epochs", Json.of(passes.epochs()))
        .with("batch", Json.of(passes.batch()))
        .with("accumulate", Json.of(passes.accumulate()))
        .with("sampling", SamplingJson.write(passes.sampling()))
        .with("window", DataJson.whole(passes.window()));
  }

  static Passes read(Fields parent, String name) {
    Fields f = parent.inside(name);
    f.only("epochs", "batch", "accumulate", "sampling", "window");
    int epochs = f.whole("epochs", Passes.USUAL.epochs());
    int batch = f.whole("batch", Passes.USUAL.batch());
    int accumulate = f.whole("accumulate", Passes.USUAL.accumulate());
    Sampling sampling =
        f.some("sampling").isPresent()
            ? SamplingJson.read(SamplingJson.FAMILY.read(f, "sampling"))
            : Passes.USUAL.sampling();
    OptionalInt window = f.wholeOrNone("window");
    return f.make(() -> new Passes(epochs, batch, accumulate, sampling, window));
  }
}
