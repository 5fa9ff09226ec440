package dev.fovea.cli;

import dev.fovea.recipe.Passes;
import dev.fovea.train.Sampling;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** The options that say how a training goes through its images. */
final class PassOptions {

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How often each image is seen. Default: the recipe's, 10 for lenet.")
  private Integer epochs;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Images in a batch. Default: the recipe's, 64 for lenet.")
  private Integer batch;

  @Option(
      names = "--accumulate",
      paramLabel = "N",
      description = "Batches in a step, whose gradient is their mean. Default: 1.")
  private Integer accumulate;

  @Option(
      names = "--balanced",
      description = "Draw all classes equally often, however many images they have.")
  private boolean balanced;

  @Option(
      names = "--window",
      paramLabel = "N",
      description = "Images in memory at once, of data that stays on disk. Default: 65536.")
  private Integer window;

  /** Passes with what was given here; the rest stays as it is. */
  Passes change(Passes passes) {
    return new Passes(
        epochs == null ? passes.epochs() : epochs,
        batch == null ? passes.batch() : batch,
        accumulate == null ? passes.accumulate() : accumulate,
        balanced ? Sampling.balanced() : passes.sampling(),
        window == null ? passes.window() : OptionalInt.of(window));
  }
}
