package dev.fovea.recipe;

import dev.fovea.model.Fields;
import dev.fovea.model.Json;
import dev.fovea.train.initializer.Initializers;
import java.util.List;
import java.util.Optional;

/** What a training begins with, as JSON. */
final class StartJson {

  private StartJson() {}

  static Json.Obj write(Start start) {
    return Json.Obj.EMPTY
        .with("initializers", InitializerJson.write(start.initializers()))
        .with("model", Words.orNull(start.model().map(StartJson::write)))
        .with("newLayers", Words.texts(start.newLayers()))
        .with("frozen", Words.texts(start.frozen()));
  }

  private static Json.Obj write(ModelChoice model) {
    return Json.Obj.EMPTY
        .with("file", Json.of(model.file()))
        .with("sha256", Words.orNull(model.sha256().map(Json::of)));
  }

  static Start read(Fields parent, String name) {
    Fields f = parent.inside(name);
    f.only("initializers", "model", "newLayers", "frozen");
    Initializers initializers = InitializerJson.read(f, "initializers");
    Optional<ModelChoice> model =
        f.some("model").isPresent() ? Optional.of(model(f)) : Optional.empty();
    List<String> newLayers = Words.texts(f, "newLayers");
    List<String> frozen = Words.texts(f, "frozen");
    return f.make(() -> new Start(initializers, model, newLayers, frozen));
  }

  /** A text is the file alone. */
  private static ModelChoice model(Fields f) {
    if (f.value("model") instanceof Json.Str(String file)) {
      return f.make(() -> ModelChoice.of(file));
    }
    Fields inner = f.inside("model");
    inner.only("file", "sha256");
    String file = inner.text("file");
    Optional<String> sum = inner.some("sha256").map(_ -> inner.text("sha256"));
    return inner.make(() -> new ModelChoice(file, sum));
  }
}
