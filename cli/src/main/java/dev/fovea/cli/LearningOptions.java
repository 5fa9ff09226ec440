package dev.fovea.cli;

import dev.fovea.data.InputException;
import dev.fovea.net.CrossEntropy;
import dev.fovea.net.Loss;
import dev.fovea.net.MeanSquaredError;
import dev.fovea.net.NegativeLogLikelihood;
import dev.fovea.net.Network;
import dev.fovea.recipe.Learning;
import dev.fovea.recipe.ShortTexts;
import dev.fovea.train.schedule.Schedule;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/** The options that say how a network's numbers follow the loss, but for the optimizer. */
final class LearningOptions {

  @Option(
      names = "--schedule",
      paramLabel = "HOW",
      description =
          "How the rate goes: constant, step:10,0.1, exponential:0.9, cosine, cosine-restarts:10,"
              + " one-cycle, plateau:0.1,5, and warm-up:2,cosine before any of them.")
  private String schedule;

  @Option(
      names = "--loss",
      paramLabel = "HOW",
      description =
          "cross-entropy, cross-entropy:smoothing=0.1, negative-log-likelihood or"
              + " mean-squared-error. Default: what fits the network's end.")
  private String loss;

  @Option(
      names = "--class-weights",
      paramLabel = "X",
      split = ",",
      description = "How much an image of each class counts in the loss, by label.")
  private List<Double> classWeights;

  @Option(
      names = "--clip-norm",
      paramLabel = "X",
      description = "Shorten gradients to this length.")
  private Double clipNorm;

  @Option(
      names = "--average",
      paramLabel = "DECAY",
      description = "Let a moving average of the numbers be the model: 0.99 to 0.9999.")
  private Double average;

  /**
   * A way of learning with what was given here; the rest stays as it is.
   *
   * @param network what will learn
   */
  Learning change(Learning learning, Network network) {
    return new Learning(
        learning.optimizer(),
        schedule == null ? learning.schedule() : schedule(),
        loss(learning.loss(), network),
        clipNorm == null ? learning.clipNorm() : OptionalDouble.of(clipNorm),
        average == null ? learning.average() : OptionalDouble.of(average));
  }

  private Schedule schedule() {
    return ShortTexts.schedule("--schedule", schedule);
  }

  private Optional<Loss> loss(Optional<Loss> usual, Network network) {
    Optional<Loss> chosen = loss == null ? usual : Optional.of(ShortTexts.loss("--loss", loss));
    return classWeights == null
        ? chosen
        : Optional.of(weighted(chosen.orElseGet(() -> Loss.of(network))));
  }

  private Loss weighted(Loss chosen) {
    try {
      return switch (chosen) {
        case CrossEntropy(double smoothing, List<Double> _) ->
            new CrossEntropy(smoothing, classWeights);
        case NegativeLogLikelihood _ -> new NegativeLogLikelihood(classWeights);
        case MeanSquaredError _ ->
            throw new InputException(
                "the mean squared error has no class weights: choose another --loss");
      };
    } catch (IllegalArgumentException e) {
      throw new InputException("--class-weights: " + e.getMessage(), e);
    }
  }
}
