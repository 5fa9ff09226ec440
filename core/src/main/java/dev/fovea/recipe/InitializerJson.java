package dev.fovea.recipe;

import dev.fovea.model.Fields;
import dev.fovea.model.Json;
import dev.fovea.train.initializer.Initializer;
import dev.fovea.train.initializer.Initializers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Initialisers as JSON: {@code "type"} says which one, the other fields are its record's. */
final class InitializerJson {

  static final Family FAMILY =
      Family.of(
          "an initialiser",
          Form.of("FanIn", "fan-in"),
          Form.of("He", "he", "spread"),
          Form.of("Glorot", "glorot", "spread"),
          Form.of("Normal", "normal", "deviation"),
          Form.of("Zeros", "zeros"));

  private InitializerJson() {}

  private static Json.Obj write(Initializer initializer) {
    return switch (initializer) {
      case Initializer.FanIn() -> Family.type("FanIn");
      case Initializer.He(Initializer.Spread spread) ->
          Family.type("He").with("spread", Words.of(spread));
      case Initializer.Glorot(Initializer.Spread spread) ->
          Family.type("Glorot").with("spread", Words.of(spread));
      case Initializer.Normal(double deviation) ->
          Family.type("Normal").with("deviation", Json.of(deviation));
      case Initializer.Zeros() -> Family.type("Zeros");
    };
  }

  static Initializer read(Fields f) {
    Initializer.Spread[] spreads = Initializer.Spread.values();
    return switch (Family.type(f)) {
      case "FanIn" -> new Initializer.FanIn();
      case "He" ->
          new Initializer.He(Words.read(f, "spread", spreads, new Initializer.He().spread()));
      case "Glorot" ->
          new Initializer.Glorot(
              Words.read(f, "spread", spreads, new Initializer.Glorot().spread()));
      case "Normal" -> {
        double deviation = f.real("deviation");
        yield f.make(() -> new Initializer.Normal(deviation));
      }
      case "Zeros" -> new Initializer.Zeros();
      default -> throw new AssertionError(f); // the family knows no others
    };
  }

  /** Those of all layers. */
  static Json.Obj write(Initializers initializers) {
    Map<String, Json> layers = new LinkedHashMap<>();
    new TreeMap<>(initializers.layers()).forEach((name, some) -> layers.put(name, write(some)));
    return Json.Obj.EMPTY
        .with("weights", write(initializers.weights()))
        .with("zeroBias", Json.of(initializers.zeroBias()))
        .with("layers", new Json.Obj(layers));
  }

  /** Those of all layers; a text or an object with a type is that of all weights. */
  static Initializers read(Fields parent, String name) {
    if (parent.some(name).isEmpty()) {
      return Initializers.DEFAULT;
    }
    if (parent.value(name) instanceof Json.Str) {
      return Initializers.of(read(FAMILY.read(parent, name)));
    }
    Fields f = parent.inside(name);
    f.only("weights", "zeroBias", "layers");
    Initializer weights =
        f.some("weights").isPresent()
            ? read(FAMILY.read(f, "weights"))
            : Initializers.DEFAULT.weights();
    Map<String, Initializer> layers = new LinkedHashMap<>();
    Fields named = f.inside("layers");
    named.object().fields().keySet().forEach(at -> layers.put(at, read(FAMILY.read(named, at))));
    return new Initializers(weights, layers, f.flag("zeroBias", false));
  }
}
