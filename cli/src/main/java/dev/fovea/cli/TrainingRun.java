package dev.fovea.cli;

import dev.fovea.data.Dataset;
import dev.fovea.data.ImageStream;
import dev.fovea.data.InputException;
import dev.fovea.model.Engine;
import dev.fovea.model.Evaluation;
import dev.fovea.model.Json;
import dev.fovea.model.Model;
import dev.fovea.recipe.Recipe;
import dev.fovea.recipe.RecipeFile;
import dev.fovea.report.ReportOptions;
import dev.fovea.train.EpochResult;
import dev.fovea.train.History;
import dev.fovea.train.Metric;
import dev.fovea.train.RunFolder;
import dev.fovea.train.Trainer;
import dev.fovea.train.TrainingException;
import dev.fovea.train.TrainingListener;
import dev.fovea.train.TrainingResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A training with what the command does around it: its folder, what it prints, and the test data.
 *
 * @param recipe fitted to the images
 * @param sets what is trained and measured on
 * @param other hears of everything, too
 */
record TrainingRun(
    Recipe recipe,
    TrainingSets sets,
    int threads,
    TrainingOutput output,
    RunFolder folder,
    TrainingListener other) {

  /**
   * Trains into the folder.
   *
   * @param trainer of the recipe
   * @param resume whether the run in the folder goes on
   */
  TrainingResult run(Trainer trainer, boolean resume) {
    trainer.checkpoints(folder);
    if (resume) {
      trainer.resume(folder.path());
    } else {
      folder.recipe(RecipeFile.bytes(recipe));
    }
    if (recipe.measuring().testEachEpoch()) {
      trainer.test(sets.test());
    }
    output.begin(recipe, sets.training(), trainer.transfer(), threads);
    trainer.listener(listener(output.progress(recipe, sets.training())));
    TrainingResult result = fit(trainer);
    Optional<Evaluation> test = test(result);
    if (!result.history().isEmpty()) {
      folder.finish(result, test, facts());
    }
    output.end(recipe, result, test, folder);
    return result;
  }

  /**
   * Makes the report of a training that has ended, with all its other files written. Where there
   * can be none, that is told, and the run is as good without.
   *
   * @return whether it was made
   */
  boolean report(TrainingResult result) {
    Path target = RunFolder.report(folder.path());
    try {
      RunReport.write(
          RunReport.subject(
              folder.path(),
              recipe,
              result.best(),
              sets.test(),
              History.of(result.history()),
              threads),
          ReportOptions.USUAL.withThreads(threads),
          target);
      output.report(target);
      return true;
    } catch (InputException e) {
      output.noReport(e.getMessage());
    } catch (OutOfMemoryError e) {
      output.noReport("it needs more memory: allow it with JDK_JAVA_OPTIONS=-Xmx4g");
    }
    return false;
  }

  private TrainingListener listener(TrainingListener progress) {
    List<EpochResult> history = new ArrayList<>();
    return new TrainingListener() {
      @Override
      public void resumed(List<EpochResult> before) {
        history.addAll(before);
        other.resumed(before);
        folder.recipe(RecipeFile.bytes(recipe)); // there may be more epochs in it now
      }

      @Override
      public void batch(int epoch, int batch, int batches, double loss) {
        progress.batch(epoch, batch, batches, loss);
        other.batch(epoch, batch, batches, loss);
      }

      @Override
      public void epoch(EpochResult epoch, Model model) {
        history.add(epoch);
        folder.save(model, history, metric(), facts());
        progress.epoch(epoch, model);
        other.epoch(epoch, model);
      }
    };
  }

  private TrainingResult fit(Trainer trainer) {
    try {
      return switch (sets.training()) {
        case Dataset data -> trainer.fit(data);
        case ImageStream stream -> trainer.fit(stream);
      };
    } catch (TrainingException e) {
      throw e.result().isEmpty() ? e : kept(e, e.result().get());
    }
  }

  private TrainingException kept(TrainingException e, TrainingResult result) {
    folder.finish(result, Optional.empty(), facts());
    return new TrainingException(
        "%s; %s holds the model of epoch %d: go on from it with --from %s and a smaller --lr"
            .formatted(e.getMessage(), folder.model(), result.bestEpoch(), folder.path()),
        result);
  }

  private Metric metric() {
    return recipe.measuring().metric();
  }

  /** Of the model that is the result: measured already, or now and once. */
  private Optional<Evaluation> test(TrainingResult result) {
    if (result.history().isEmpty()) {
      return Optional.empty();
    }
    if (recipe.measuring().testEachEpoch()) {
      return result.history().get(result.bestEpoch() - 1).test();
    }
    return result.stopped()
        ? Optional.empty() // it may go on
        : Optional.of(result.best().evaluate(sets.test(), threads));
  }

  private Json.Obj facts() {
    return Json.Obj.EMPTY
        .with("recipe", Json.of(recipe.about().name()))
        .with("network", Json.of(recipe.network().name()))
        .with("data", Json.of(recipe.data().source()))
        .with("seed", Json.of(recipe.seed()))
        .with("threads", Json.of(threads))
        .with("kernels", Json.of(Engine.kernels()))
        .with("jdk", Json.of(System.getProperty("java.version")))
        .with("version", Json.of(Fovea.version()));
  }
}
