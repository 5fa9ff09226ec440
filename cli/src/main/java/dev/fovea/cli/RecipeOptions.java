package dev.fovea.cli;

import dev.fovea.data.InputException;
import dev.fovea.train.Adam;
import dev.fovea.train.Optimizer;
import dev.fovea.train.Recipe;
import dev.fovea.train.Sgd;
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
      description = "sgd or adam. Default: the recipe's, sgd for lenet.")
  private String optimizer;

  @Option(
      names = "--lr",
      paramLabel = "RATE",
      description = "The learning rate. Default: the recipe's, 0.01 for lenet.")
  private Double learningRate;

  @Option(
      names = "--momentum",
      paramLabel = "M",
      description = "Of sgd, from 0 to less than 1. Default: the recipe's, 0.5 for lenet.")
  private Double momentum;

  Recipe change(Recipe recipe, CommandLine command) {
    return new Recipe(
        recipe.network(),
        optimizer(recipe.optimizer(), command),
        batch == null ? recipe.batch() : batch,
        epochs == null ? recipe.epochs() : epochs,
        recipe.scaling());
  }

  private Optimizer optimizer(Optimizer usual, CommandLine command) {
    return switch (start(usual)) {
      case Sgd sgd ->
          new Sgd(
              learningRate == null ? sgd.learningRate() : learningRate,
              momentum == null ? sgd.momentum() : momentum);
      case Adam adam -> {
        if (momentum != null) {
          throw new ParameterException(command, "--momentum is for sgd; adam has none");
        }
        yield new Adam(
            learningRate == null ? adam.learningRate() : learningRate,
            adam.beta1(),
            adam.beta2(),
            adam.epsilon());
      }
    };
  }

  /** The wanted kind of optimizer: the recipe's own settings if it is that kind. */
  private Optimizer start(Optimizer usual) {
    return switch (optimizer) {
      case null -> usual;
      case "sgd" -> usual instanceof Sgd ? usual : new Sgd(0.01, 0.5);
      case "adam" -> usual instanceof Adam ? usual : new Adam(0.001);
      default ->
          throw new InputException(
              "there is no optimizer '%s': choose one of sgd, adam".formatted(optimizer));
    };
  }
}
