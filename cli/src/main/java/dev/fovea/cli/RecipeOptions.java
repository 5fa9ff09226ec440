package dev.fovea.cli;

import dev.fovea.model.Model;
import dev.fovea.net.Network;
import dev.fovea.recipe.DataChoice;
import dev.fovea.recipe.Learning;
import dev.fovea.recipe.PixelScaling;
import dev.fovea.recipe.Recipe;
import dev.fovea.recipe.Recipes;
import java.io.PrintWriter;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/**
 * The options that choose a recipe, and change it; what is not given stays as the recipe has it.
 */
final class RecipeOptions {

  private static final String USUAL = "lenet";

  @ArgGroup(validate = false, order = 1, heading = "%nWhat is trained:%n")
  private WhatOptions what = new WhatOptions();

  @ArgGroup(validate = false, order = 2, heading = "%nHow images are read:%n")
  private DataOptions reading = new DataOptions();

  @ArgGroup(validate = false, order = 3, heading = "%nWhat becomes of images:%n")
  private InputOptions inputs = new InputOptions();

  @ArgGroup(validate = false, order = 4, heading = "%nWhat the training begins with:%n")
  private StartOptions start = new StartOptions();

  @ArgGroup(validate = false, order = 5, heading = "%nThe optimizer:%n")
  private OptimizerOptions optimizer = new OptimizerOptions();

  @ArgGroup(validate = false, order = 6, heading = "%nRate, loss and average:%n")
  private LearningOptions learning = new LearningOptions();

  @ArgGroup(validate = false, order = 7, heading = "%nThe way through the images:%n")
  private PassOptions passes = new PassOptions();

  @ArgGroup(validate = false, order = 8, heading = "%nWhat is measured:%n")
  private MeasuringOptions measuring = new MeasuringOptions();

  /** The options that choose what is changed by the others. */
  private static final class WhatOptions {

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
                + " lenet. Where it is another, numbers that pixels are scaled by are those of the"
                + " data, and the test images are measured once.")
    private String data;

    @Option(
        names = "--seed",
        paramLabel = "N",
        description = "The same seed gives the same model. Default: the recipe's, 42 for lenet.")
    private Long seed;
  }

  /** Whether another run is chosen than the one that is to go on. */
  boolean choosesAnother() {
    return what.recipe != null || what.net != null || what.data != null || start.from().isPresent();
  }

  /** The recipe that was chosen, with what was given. */
  Recipe chosen() {
    return changed(base());
  }

  /** Words for the folder of a run. */
  String runName(Recipe chosen) {
    String name = what.recipe == null && what.net != null ? what.net : chosen.about().name();
    return Choices.shortName(name) + "-" + Choices.shortName(chosen.data().source());
  }

  /** The images of a recipe. */
  ChosenData images(Recipe chosen, PrintWriter out) {
    return reading.of(chosen.data(), out);
  }

  private Recipe base() {
    if (what.recipe != null) {
      Recipe given = Choices.recipe(what.recipe);
      Recipe on = what.data == null ? given : given.on(given.data().withSource(what.data));
      return what.net == null ? on : on.withNetwork(Choices.network(what.net));
    }
    DataChoice data = what.data == null ? DataChoice.MNIST : DataChoice.of(what.data);
    if (what.net != null) {
      return Choices.recipeOfNetwork(what.net).on(data);
    }
    return start
        .from()
        .map(model -> ofModel(model.read()))
        .orElseGet(() -> Recipes.find(USUAL).orElseThrow())
        .on(data);
  }

  /** The settings of the model's own network, if it has a name, on that network as it is. */
  private static Recipe ofModel(Model model) {
    Network network = model.network();
    return Recipes.ofNetwork(network.name())
        .orElseGet(() -> Recipes.usual(network))
        .withNetwork(network);
  }

  /** The recipe with what was given, also that of a run that goes on. */
  Recipe changed(Recipe base) {
    PixelScaling usual =
        start.from().isPresent() ? new PixelScaling.OfModel() : base.inputs().scaling();
    Learning optimized =
        base.learning().withOptimizer(optimizer.change(base.learning().optimizer()));
    return base.withData(reading.change(base.data()))
        .withInputs(inputs.change(base.inputs(), usual))
        .withStart(start.change(base.start()))
        .withLearning(learning.change(optimized, base.network()))
        .withPasses(passes.change(base.passes()))
        .withMeasuring(measuring.change(base.measuring()))
        .withSeed(what.seed == null ? base.seed() : what.seed);
  }
}
