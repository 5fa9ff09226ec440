package dev.fovea.recipe;

import dev.fovea.model.Json;
import dev.fovea.net.Network;
import dev.fovea.net.zoo.Zoo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The recipes that come with Fovea: files, read as any other. */
public final class Recipes {

  private static final List<String> NAMES =
      List.of(
          "lenet",
          "doodle",
          "fashion",
          "digits-16-32",
          "digits-deep",
          "digits-deep-aug",
          "fashion-bn",
          "digits-60s",
          "digits-tiny",
          "digits-15min",
          "fashion-15min");

  private Recipes() {}

  /** Their names: those of the tutorials in their order, then better ones of our own. */
  public static List<String> names() {
    return NAMES;
  }

  /** The recipe called {@code name}, if there is one. */
  public static Optional<Recipe> find(String name) {
    return text(name).map(text -> RecipeJson.read("the recipe " + name, Json.parse(text)));
  }

  /** The file of the recipe called {@code name}, if there is one. */
  public static Optional<String> text(String name) {
    if (!NAMES.contains(name)) {
      return Optional.empty();
    }
    try (InputStream in = Recipes.class.getResourceAsStream(name + ".json")) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the jar itself is damaged
    }
  }

  /**
   * The recipe of a network that has a name: the one of the same name, or the usual one of a
   * network of the {@link Zoo}. Empty if there is no such network.
   */
  public static Optional<Recipe> ofNetwork(String name) {
    return find(name)
        .filter(recipe -> recipe.network().name().equals(name))
        .or(() -> Zoo.find(name).map(Recipes::usual));
  }

  /**
   * The recipe of a network that has none of its own: that of {@code lenet}, but with the test data
   * measured once at the end; and for images of more than one channel, with pixels scaled from 0 to
   * 1 instead of by the mean and deviation of MNIST.
   */
  public static Recipe usual(Network network) {
    PixelScaling scaling =
        network.input().channels() == 1 ? PixelScaling.Fixed.MNIST : new PixelScaling.Unit();
    return new Recipe(
        new About(network.name(), "", List.of()),
        network,
        DataChoice.MNIST,
        Inputs.PLAIN.withScaling(scaling),
        Start.USUAL,
        Learning.USUAL,
        Passes.USUAL,
        Measuring.USUAL,
        Recipe.USUAL_SEED);
  }
}
