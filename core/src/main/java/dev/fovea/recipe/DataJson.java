package dev.fovea.recipe;

import dev.fovea.model.Fields;
import dev.fovea.model.Json;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The choice of data as JSON; a text is the source alone. */
final class DataJson {

  private DataJson() {}

  static Json.Obj write(DataChoice data) {
    return Json.Obj.EMPTY
        .with("source", Json.of(data.source()))
        .with("pool", Json.of(data.pool()))
        .with("testShare", Json.of(data.testShare()))
        .with("splitSeed", Json.of(data.splitSeed()))
        .with("size", whole(data.size()))
        .with("fit", Words.of(data.fit()))
        .with("resize", Words.of(data.resize()))
        .with("channels", whole(data.channels()))
        .with("strict", Json.of(data.strict()))
        .with("classes", Words.texts(data.classes()))
        .with("perClass", whole(data.perClass()));
  }

  static Json whole(OptionalInt number) {
    return number.isPresent() ? Json.of(number.getAsInt()) : new Json.Null();
  }

  static DataChoice read(Fields parent, String name) {
    Optional<Json> given = parent.some(name);
    if (given.isEmpty()) {
      return DataChoice.MNIST;
    }
    if (given.get() instanceof Json.Str(String source)) {
      return parent.make(() -> DataChoice.of(source));
    }
    Fields f = parent.inside(name);
    f.only(
        "source",
        "pool",
        "testShare",
        "splitSeed",
        "size",
        "fit",
        "resize",
        "channels",
        "strict",
        "classes",
        "perClass");
    DataChoice usual = DataChoice.MNIST;
    String source = f.text("source", usual.source());
    boolean pool = f.flag("pool", usual.pool());
    double testShare = f.real("testShare", usual.testShare());
    long splitSeed = f.some("splitSeed").isPresent() ? f.large("splitSeed") : usual.splitSeed();
    OptionalInt size = f.wholeOrNone("size");
    DataChoice.Fit fit = Words.read(f, "fit", DataChoice.Fit.values(), usual.fit());
    DataChoice.Resize resize = Words.read(f, "resize", DataChoice.Resize.values(), usual.resize());
    OptionalInt channels = f.wholeOrNone("channels");
    boolean strict = f.flag("strict", usual.strict());
    List<String> classes = Words.texts(f, "classes");
    OptionalInt perClass = f.wholeOrNone("perClass");
    return f.make(
        () ->
            new DataChoice(
                source, pool, testShare, splitSeed, size, fit, resize, channels, strict, classes,
                perClass));
  }
}
