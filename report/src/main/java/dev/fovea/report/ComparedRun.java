package dev.fovea.report;

import dev.fovea.data.Dataset;
import dev.fovea.inspect.Interval;
import dev.fovea.inspect.Predictions;
import dev.fovea.model.Evaluation;
import dev.fovea.model.Model;
import dev.fovea.recipe.Recipe;
import dev.fovea.train.History;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A run beside others, and what its model says about the test images of all.
 *
 * @param name what it is called
 * @param model its model
 * @param recipe of its training, if it is known
 * @param history of its training, if it is known
 * @param predictions for each test image
 * @param evaluation on the test images, as {@code eval} has it
 */
public record ComparedRun(
    String name,
    Model model,
    Optional<Recipe> recipe,
    Optional<History> history,
    Predictions predictions,
    Evaluation evaluation) {

  /** A history without an epoch is none. */
  public ComparedRun {
    history = history.filter(some -> !some.rows().isEmpty());
  }

  /**
   * Measures a model.
   *
   * @param test what it is measured on; its classes are the model's
   * @param threads how many share the work; the result does not depend on it
   * @throws dev.fovea.data.InputException if images or classes are not the model's, or there are no
   *     images
   */
  public static ComparedRun of(
      String name,
      Model model,
      Optional<Recipe> recipe,
      Optional<History> history,
      Dataset test,
      int threads) {
    return new ComparedRun(
        name,
        model,
        recipe,
        history,
        Predictions.of(model, test, threads),
        model.evaluate(test, threads));
  }

  /** The part of the test images that is right, and where that of all images lies. */
  public Interval accuracy() {
    return Interval.wilson(predictions.correct(), predictions.count());
  }

  /**
   * Training images a second in the epoch that half of the others are slower than: the first one is
   * slow in every run.
   */
  public OptionalDouble imagesPerSecond() {
    if (history.isEmpty()) {
      return OptionalDouble.empty();
    }
    double[] sorted =
        history.get().rows().stream().mapToDouble(History.Row::imagesPerSecond).sorted().toArray();
    return OptionalDouble.of(sorted[sorted.length / 2]);
  }
}
