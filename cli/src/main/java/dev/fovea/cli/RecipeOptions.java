package dev.fovea.cli;

import dev.fovea.data.InputException;
import dev.fovea.train.Recipe;
import dev.fovea.train.optimizer.Adam;
import dev.fovea.train.optimizer.AdamW;
import dev.fovea.train.optimizer.Muon;
import dev.fovea.train.optimizer.Optimizer;
import dev.fovea.train.optimizer.RmsProp;
import dev.fovea.train.optimizer.Sgd;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that change a network's recipe; what is not given stays as the recipe has it. */
final class RecipeOptions {

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How often each image is seen. Default: the recipe's, 10 for lenet.")
  private Integer epochs;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Images in a step. Default: the recipe's, 64 for lenet.")
  private Integer batch;

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      description = "sgd, adam, adamw, rmsprop or muon. Default: the recipe's, sgd for lenet.")
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

  Recipe change(Recipe recipe, CommandLine command) {
    return new Recipe(
        recipe.network(),
        optimizer(recipe.optimizer(), command),
        batch == null ? recipe.batch() : batch,
        epochs == null ? recipe.epochs() : epochs,
        recipe.scaling(),
        recipe.initializers());
  }

  private Optimizer optimizer(Optimizer usual, CommandLine command) {
    Optimizer chosen = start(usual);
    Optimizer paced = learningRate == null ? chosen : chosen.withLearningRate(learningRate);
    return momentum == null ? paced : withMomentum(paced, command);
  }

  private Optimizer withMomentum(Optimizer chosen, CommandLine command) {
    return switch (chosen) {
      case Sgd sgd -> sgd.withMomentum(momentum);
      case RmsProp rmsProp -> rmsProp.withMomentum(momentum);
      case Muon muon -> muon.withMomentum(momentum);
      case Adam _ -> throw withoutMomentum("adam", command);
      case AdamW _ -> throw withoutMomentum("adamw", command);
    };
  }

  private static ParameterException withoutMomentum(String name, CommandLine command) {
    return new ParameterException(
        command, "--momentum is for sgd, rmsprop and muon; " + name + " has none");
  }

  /** The wanted kind of optimizer: the recipe's own settings if it is that kind. */
  private Optimizer start(Optimizer usual) {
    return switch (optimizer) {
      case null -> usual;
      case "sgd" -> usual instanceof Sgd ? usual : new Sgd(0.01, 0.5);
      case "adam" -> usual instanceof Adam ? usual : new Adam(0.001);
      case "adamw" -> usual instanceof AdamW ? usual : new AdamW(0.001);
      case "rmsprop" -> usual instanceof RmsProp ? usual : new RmsProp(0.01);
      case "muon" -> usual instanceof Muon ? usual : new Muon(0.02);
      default ->
          throw new InputException(
              "there is no optimizer '%s': choose one of sgd, adam, adamw, rmsprop, muon"
                  .formatted(optimizer));
    };
  }
}
