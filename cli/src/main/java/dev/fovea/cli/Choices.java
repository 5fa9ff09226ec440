package dev.fovea.cli;

import dev.fovea.data.InputException;
import dev.fovea.model.Model;
import dev.fovea.model.ModelFile;
import dev.fovea.model.NetworkFile;
import dev.fovea.net.Network;
import dev.fovea.net.zoo.Zoo;
import dev.fovea.recipe.DataChoice;
import dev.fovea.recipe.Recipe;
import dev.fovea.recipe.RecipeFile;
import dev.fovea.recipe.Recipes;
import dev.fovea.train.History;
import dev.fovea.train.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the names on the command line stand for. */
public final class Choices {

  private Choices() {}

  /** The recipe that comes with Fovea under that name, that of a file, or that of a run. */
  static Recipe recipe(String name) {
    Optional<Recipe> known = Recipes.find(name);
    if (known.isPresent()) {
      return known.get();
    }
    Path path = Path.of(name);
    if (Files.isDirectory(path)) {
      return RecipeFile.read(RunFolder.recipe(path));
    }
    if (!isJson(name) && !Files.exists(path)) {
      throw new InputException(
          "there is no recipe '%s': choose one of %s, or give a .json file or the folder of a run"
              .formatted(name, String.join(", ", Recipes.names())));
    }
    return RecipeFile.read(path);
  }

  /** The recipe of the network of that name, or the usual one for that of a JSON file. */
  static Recipe recipeOfNetwork(String name) {
    if (isJson(name)) {
      return Recipes.usual(NetworkFile.read(Path.of(name)));
    }
    return Recipes.ofNetwork(name)
        .orElseThrow(() -> new InputException("there is no network " + remedy(name)));
  }

  private static String remedy(String network) {
    return Recipes.names().contains(network)
        ? "'%s', but a recipe: give --recipe %s".formatted(network, network)
        : "'%s': choose one of %s, or give a .json file".formatted(network, networks());
  }

  private static boolean isJson(String network) {
    return network.toLowerCase(Locale.ROOT).endsWith(".json");
  }

  private static String networks() {
    return Zoo.all().stream().map(Network::name).collect(Collectors.joining(", "));
  }

  /** A model file, or the run folder that holds one. */
  public static Model model(Path path) {
    if (!Files.isDirectory(path)) {
      return ModelFile.read(path);
    }
    Path file = path.resolve("model.safetensors");
    if (!Files.exists(file)) {
      throw new InputException(
          "%s is a folder without a model.safetensors: give that of a run whose first epoch is done, or a model file"
              .formatted(path));
    }
    return ModelFile.read(file);
  }

  /** What the run in a folder was trained on, as its recipe tells; the digits for anything else. */
  static DataChoice dataOf(Path path) {
    return recipeOf(path).map(Recipe::data).orElse(DataChoice.MNIST);
  }

  /** The recipe of the run in a folder, if it is there. */
  static Optional<Recipe> recipeOf(Path run) {
    Path recipe = RunFolder.recipe(run);
    return Files.exists(recipe) ? Optional.of(RecipeFile.read(recipe)) : Optional.empty();
  }

  /** The history of the run in a folder, if it is there. */
  static Optional<History> historyOf(Path run) {
    Path history = RunFolder.history(run);
    return Files.exists(history) ? Optional.of(History.read(history)) : Optional.empty();
  }

  /** The network of that name, or that of the model or JSON file there. */
  public static Network network(String name) {
    Optional<Recipe> named = Recipes.ofNetwork(name);
    if (named.isPresent()) {
      return named.get().network();
    }
    Path path = Path.of(name);
    if (isJson(name)) {
      return NetworkFile.read(path);
    }
    if (!Files.exists(path)) {
      throw new InputException(
          "'%s' is neither a model file nor a network: give a file, or one of %s"
              .formatted(name, networks()));
    }
    return model(path).network();
  }

  /** The name of a data set or network, or the last word of a path. */
  public static String shortName(String data) {
    Path last = Path.of(data).toAbsolutePath().normalize().getFileName();
    String name = last == null ? "data" : last.toString().replaceAll("\\.[^.]*$", "");
    return name.isEmpty() ? "data" : name;
  }
}
