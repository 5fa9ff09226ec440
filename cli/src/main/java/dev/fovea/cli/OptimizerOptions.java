package dev.fovea.cli;

import dev.fovea.data.InputException;
import dev.fovea.recipe.ShortTexts;
import dev.fovea.train.optimizer.Adam;
import dev.fovea.train.optimizer.AdamW;
import dev.fovea.train.optimizer.Muon;
import dev.fovea.train.optimizer.Optimizer;
import dev.fovea.train.optimizer.RmsProp;
import dev.fovea.train.optimizer.Sgd;
import picocli.CommandLine.Option;

/** The options that choose an optimizer, or change that of the recipe. */
final class OptimizerOptions {

  @Option(
      names = "--optimizer",
      paramLabel = "HOW",
      description =
          "sgd, adam, adamw, rmsprop or muon, with its numbers if need be:"
              + " adam:0.001,epsilon=1e-7. Default: the recipe's, sgd for lenet.")
  private String optimizer;

  @Option(
      names = "--lr",
      paramLabel = "RATE",
      description = "The learning rate. Default: the recipe's, 0.01 for lenet.")
  private Double learningRate;

  @Option(
      names = "--momentum",
      paramLabel = "M",
      description =
          "Of sgd, rmsprop and muon, from 0 to less than 1. Default: the recipe's, 0.5 for lenet.")
  private Double momentum;

  @Option(names = "--nesterov", description = "Of sgd: look ahead along the momentum.")
  private boolean nesterov;

  @Option(
      names = "--weight-decay",
      paramLabel = "X",
      description = "How much numbers are drawn to zero. Default: the recipe's, 0 for lenet.")
  private Double weightDecay;

  /** The optimizer that was chosen here, or the recipe's, with what was given here. */
  Optimizer change(Optimizer usual) {
    Optimizer chosen = start(usual);
    chosen = learningRate == null ? chosen : chosen.withLearningRate(learningRate);
    chosen = momentum == null ? chosen : withMomentum(chosen);
    chosen = weightDecay == null ? chosen : withWeightDecay(chosen);
    return nesterov ? withNesterov(chosen) : chosen;
  }

  /** The wanted kind of optimizer: the recipe's own settings if it is that kind. */
  private Optimizer start(Optimizer usual) {
    if (optimizer == null) {
      return usual;
    }
    Optimizer chosen = ShortTexts.optimizer("--optimizer", optimizer);
    boolean plain = !optimizer.contains(":");
    return plain && chosen.getClass() == usual.getClass() ? usual : chosen;
  }

  private Optimizer withMomentum(Optimizer chosen) {
    return switch (chosen) {
      case Sgd sgd -> sgd.withMomentum(momentum);
      case RmsProp rmsProp -> rmsProp.withMomentum(momentum);
      case Muon muon -> muon.withMomentum(momentum);
      case Adam _ -> throw without("--momentum is for sgd, rmsprop and muon; adam has none");
      case AdamW _ -> throw without("--momentum is for sgd, rmsprop and muon; adamw has none");
    };
  }

  private Optimizer withWeightDecay(Optimizer chosen) {
    return switch (chosen) {
      case Sgd sgd -> sgd.withWeightDecay(weightDecay);
      case RmsProp rmsProp -> rmsProp.withWeightDecay(weightDecay);
      case Muon muon -> muon.withWeightDecay(weightDecay);
      case Adam adam -> adam.withWeightDecay(weightDecay);
      case AdamW adamW -> adamW.withWeightDecay(weightDecay);
    };
  }

  private static Optimizer withNesterov(Optimizer chosen) {
    return switch (chosen) {
      case Sgd sgd -> sgd.withNesterov();
      case Muon muon -> muon; // it does so unless told otherwise
      case Adam _, AdamW _, RmsProp _ ->
          throw without("--nesterov is for sgd: add --optimizer sgd");
    };
  }

  private static InputException without(String sentence) {
    return new InputException(sentence);
  }
}
