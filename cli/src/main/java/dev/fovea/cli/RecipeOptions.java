package dev.fovea.cli;

import dev.fovea.data.InputException;
import dev.fovea.model.Model;
import dev.fovea.recipe.DataChoice;
import dev.fovea.recipe.ModelChoice;
import dev.fovea.recipe.PixelScaling;
import dev.fovea.recipe.Recipe;
import dev.fovea.recipe.Recipes;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/**
 * The options that choose a recipe, and change it; what is not given stays as the recipe has it.
 */
final class RecipeOptions {

  private static final String USUAL = "lenet";

  @Option(
      names = "--recipe",
      paramLabel = "RECIPE",
      description =
          "A recipe by name (see `fovea recipes`), a JSON file of one, or the folder of a run."
              + " Default: lenet.")
  private String recipe;

  @Option(
      names = "--net",
      paramLabel = "NET",
      description =
          "A named network (see `fovea networks`), or a JSON file of one. Without --recipe: with"
              + " the settings of its own recipe, on mnist.")
  private String net;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description =
          "A named data set (see `fovea data`), a file or a folder. Default: the recipe's, mnist for"
              + " lenet.")
  private String data;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed gives the same model. Default: the recipe's, 42 for lenet.")
  private Long seed;

  @ArgGroup(validate = false, order = 1, heading = "%nHow images are read:%n")
  private DataOptions reading = new DataOptions();

  @ArgGroup(validate = false, order = 2, heading = "%nWhat becomes of images:%n")
  private InputOptions inputs = new InputOptions();

  @ArgGroup(validate = false, order = 3, heading = "%nWhat the training begins with:%n")
  private StartOptions start = new StartOptions();

  @ArgGroup(validate = false, order = 4, heading = "%nHow it learns:%n")
  private LearningOptions learning = new LearningOptions();

  @ArgGroup(validate = false, order = 5, heading = "%nHow it goes through the images:%n")
  private PassOptions passes = new PassOptions();

  @ArgGroup(validate = false, order = 6, heading = "%nWhat is measured:%n")
  private MeasuringOptions measuring = new MeasuringOptions();

  /** Whether another run is chosen than the one that is to go on. */
  boolean choosesAnother() {
    return recipe != null || net != null || data != null || start.from().isPresent();
  }

  /** The recipe that was chosen, with what was given. */
  Recipe chosen() {
    return changed(onData(base()));
  }

  /** Words for the folder of a run. */
  String runName(Recipe chosen) {
    String name = recipe == null && net != null ? net : chosen.about().name();
    return Choices.shortName(name) + "-" + Choices.shortName(chosen.data().source());
  }

  /** The images of a recipe. */
  ChosenData images(Recipe chosen, PrintWriter out) {
    return reading.of(chosen.data(), out);
  }

  private Recipe base() {
    if (recipe != null) {
      Recipe given = Choices.recipe(recipe);
      return net == null ? given : given.withNetwork(Choices.network(net));
    }
    if (net != null) {
      return Choices.recipeOfNetwork(net);
    }
    Optional<Model> model = start.from().map(ModelChoice::read);
    return model.isEmpty() ? Recipes.find(USUAL).orElseThrow() : ofModel(model.get());
  }

  /** The settings of the model's own network, if it has a name, on that network as it is. */
  private static Recipe ofModel(Model model) {
    String name = model.network().name();
    boolean known = Recipes.ofNetwork(name).isPresent();
    return (known ? Choices.recipeOfNetwork(name) : Recipes.usual(model.network()))
        .withNetwork(model.network());
  }

  /** Other data than the recipe's has a mean of its own, and no tutorial that looks at its test. */
  private Recipe onData(Recipe base) {
    if (data == null || data.equals(base.data().source())) {
      return base;
    }
    if (data.isBlank()) {
      throw new InputException("--data is empty: give a data set, a file or a folder");
    }
    DataChoice choice = base.data().withSource(data);
    PixelScaling scaling = base.inputs().scaling();
    return base.withData(choice)
        .withMeasuring(base.measuring().testedOnce())
        .withInputs(
            scaling.equals(PixelScaling.Fixed.MNIST) && !choice.equals(DataChoice.MNIST)
                ? base.inputs().withScaling(new PixelScaling.OfData())
                : base.inputs());
  }

  /** The recipe with what was given, also that of a run that goes on. */
  Recipe changed(Recipe base) {
    PixelScaling usual =
        start.from().isPresent() ? new PixelScaling.OfModel() : base.inputs().scaling();
    return base.withData(reading.change(base.data()))
        .withInputs(inputs.change(base.inputs(), usual))
        .withStart(start.change(base.start()))
        .withLearning(learning.change(base.learning(), base.network()))
        .withPasses(passes.change(base.passes()))
        .withMeasuring(measuring.change(base.measuring()))
        .withSeed(seed == null ? base.seed() : seed);
  }
}
