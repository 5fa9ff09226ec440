package dev.fovea.cli;

import dev.fovea.data.InputException;
import dev.fovea.model.Views;
import dev.fovea.recipe.Recipe;
import dev.fovea.recipe.Recipes;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a recipe must reach on its test data.
 *
 * @param recipe its name
 * @param epochs how many
 * @param views in which versions the model is shown each image
 * @param least the mean accuracy, from 0 to 1; none: it is only measured
 */
record AccuracyGoal(String recipe, int epochs, Views views, OptionalDouble least) {

  /** All goals; a recipe may have one for fewer epochs than it has. */
  static List<AccuracyGoal> all() {
    return List.of(
        goal("lenet", 10, 0.988),
        new AccuracyGoal("doodle", 10, Views.PLAIN, OptionalDouble.empty()),
        goal("fashion", 6, 0.90),
        goal("digits-16-32", 1, 0.98),
        goal("digits-16-32", 5, 0.989),
        goal("digits-deep", 25, 0.994),
        goal("digits-deep-aug", 25, 0.994),
        goal("fashion-bn", 6, 0.915),
        goal("digits-60s", 7, 0.995),
        goal("digits-tiny", 45, 0.994),
        goal("digits-15min", 14, Views.SHIFTED, 0.997),
        goal("fashion-15min", 26, Views.MIRRORED_SHIFTED, 0.945));
  }

  private static AccuracyGoal goal(String recipe, int epochs, double least) {
    return goal(recipe, epochs, Views.PLAIN, least);
  }

  private static AccuracyGoal goal(String recipe, int epochs, Views views, double least) {
    return new AccuracyGoal(recipe, epochs, views, OptionalDouble.of(least));
  }

  /**
   * The goals of a recipe.
   *
   * @throws InputException if there is no such recipe
   */
  static List<AccuracyGoal> of(String name) {
    Recipe recipe =
        Recipes.find(name)
            .orElseThrow(
                () ->
                    new InputException(
                        "there is no recipe '%s': choose one of %s"
                            .formatted(name, String.join(", ", Recipes.names()))));
    List<AccuracyGoal> goals = all().stream().filter(goal -> goal.recipe.equals(name)).toList();
    return goals.isEmpty()
        ? List.of(
            new AccuracyGoal(name, recipe.passes().epochs(), Views.PLAIN, OptionalDouble.empty()))
        : goals;
  }

  /** The recipe as it is measured: with so many epochs, its test data at the end alone. */
  Recipe asMeasured(long seed) {
    Recipe found = Recipes.find(recipe).orElseThrow();
    return found
        .withPasses(found.passes().withEpochs(epochs))
        .withMeasuring(found.measuring().testedOnce())
        .withSeed(seed);
  }

  AccuracyGoal withEpochs(int epochs) {
    return new AccuracyGoal(recipe, epochs, views, OptionalDouble.empty());
  }
}
