package dev.fovea.recipe;

import dev.fovea.data.InputException;
import dev.fovea.model.Fields;
import dev.fovea.model.Json;
import dev.fovea.model.NetworkFile;
import dev.fovea.model.NetworkJson;
import dev.fovea.net.Network;
import dev.fovea.net.zoo.Zoo;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Recipes as JSON, short in reading and complete in writing:
 *
 * <pre>{@code
 * {
 *   "network": "fashion",
 *   "data": "fashion-mnist",
 *   "learning": {"optimizer": "sgd:0.1", "schedule": "cosine"},
 *   "passes": {"epochs": 6, "batch": 100}
 * }
 * }</pre>
 *
 * <p>In reading, all but {@code network} may be left out, a network may be a name of the {@link
 * Zoo} or the path of a file of one, and settings that have a type may be a short text. {@code
 * docs/recipes.md} lists all fields.
 */
public final class RecipeJson {

  private static final String NETWORK = "network";

  private RecipeJson() {}

  /** A recipe as JSON with every field, which {@link #read} makes equal again. */
  public static Json.Obj write(Recipe recipe) {
    About about = recipe.about();
    return Json.Obj.EMPTY
        .with("name", Json.of(about.name()))
        .with("about", Json.of(about.about()))
        .with("notes", Words.texts(about.notes()))
        .with("data", DataJson.write(recipe.data()))
        .with("inputs", InputsJson.write(recipe.inputs()))
        .with("start", StartJson.write(recipe.start()))
        .with("learning", LearningJson.write(recipe.learning()))
        .with("passes", PassesJson.write(recipe.passes()))
        .with("measuring", MeasuringJson.write(recipe.measuring()))
        .with("seed", Json.of(recipe.seed()))
        .with(NETWORK, NetworkJson.write(recipe.network()));
  }

  /**
   * Reads a recipe.
   *
   * @param where what it is, for messages: its file
   * @throws InputException if it is none: the message says where, which field, and what is allowed
   */
  public static Recipe read(String where, Json json) {
    Fields f = Fields.of(where, json);
    f.only(
        "name",
        "about",
        "notes",
        "data",
        "inputs",
        "start",
        "learning",
        "passes",
        "measuring",
        "seed",
        NETWORK);
    Network network = network(f);
    String name = f.text("name", network.name());
    String line = f.text("about", "");
    List<String> notes = Words.texts(f, "notes");
    About about = f.make(() -> new About(name, line, notes));
    Start start = StartJson.read(f, "start");
    PixelScaling usual =
        start.model().isPresent() ? new PixelScaling.OfModel() : new PixelScaling.Unit();
    return new Recipe(
        about,
        network,
        DataJson.read(f, "data"),
        InputsJson.read(f, "inputs", usual),
        start,
        LearningJson.read(f, "learning"),
        PassesJson.read(f, "passes"),
        MeasuringJson.read(f, "measuring"),
        f.some("seed").isPresent() ? f.large("seed") : Recipe.USUAL_SEED);
  }

  private static Network network(Fields f) {
    Json value = f.value(NETWORK);
    if (!(value instanceof Json.Str(String name))) {
      return f.make(() -> NetworkJson.read(value));
    }
    if (name.toLowerCase(Locale.ROOT).endsWith(".json")) {
      return f.make(() -> NetworkFile.read(Path.of(name)));
    }
    return Zoo.find(name)
        .orElseThrow(
            () ->
                f.error(
                    "there is no network '%s': choose one of %s, or give a .json file, or the network itself"
                        .formatted(
                            name,
                            String.join(", ", Zoo.all().stream().map(Network::name).toList()))));
  }
}
