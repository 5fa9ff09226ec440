package dev.fovea.cli;

import dev.fovea.data.ImageSet;
import dev.fovea.model.Engine;
import dev.fovea.model.Evaluation;
import dev.fovea.recipe.Measuring;
import dev.fovea.recipe.Recipe;
import dev.fovea.train.EpochResult;
import dev.fovea.train.RunFolder;
import dev.fovea.train.TrainingListener;
import dev.fovea.train.TrainingResult;
import dev.fovea.train.Transfer;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code fovea train} prints.
 *
 * @param quiet whether only the result is
 */
record TrainingOutput(PrintWriter out, boolean quiet) {

  /** Before a training. */
  void begin(Recipe recipe, ImageSet training, Optional<Transfer> transfer, int threads) {
    if (quiet) {
      return;
    }
    out.println(
        "fovea %s, JDK %s, kernels: %s, threads: %d"
            .formatted(
                Fovea.version(), System.getProperty("java.version"), Engine.kernels(), threads));
    out.println(
        "%s on %s: %,d training images, %s"
            .formatted(
                recipe.network().name(),
                recipe.data().source(),
                training.count(),
                recipe.learning().optimizer()));
    out.println(
        "batch %d, epochs %d, seed %d%s"
            .formatted(
                recipe.passes().batch(),
                recipe.passes().epochs(),
                recipe.seed(),
                validation(recipe.measuring())));
    transfer.ifPresent(some -> out.println(begun(recipe, some)));
    out.println();
    SummaryTable.lines(recipe.network(), Fovea.width()).forEach(out::println);
    out.println();
    out.flush();
  }

  private static String validation(Measuring measuring) {
    return measuring.validation() == 0
        ? ""
        : ", %s of the images for validation".formatted(measuring.validation());
  }

  private static String begun(Recipe recipe, Transfer transfer) {
    String anew =
        transfer.initialised().isEmpty()
            ? ""
            : "; new: " + String.join(", ", transfer.initialised());
    return "begins with %d tensors of %s%s"
        .formatted(transfer.taken().size(), recipe.start().model().orElseThrow().file(), anew);
  }

  /** While it runs. */
  TrainingListener progress(Recipe recipe, ImageSet training) {
    if (quiet) {
      return new TrainingListener() {};
    }
    long images = Math.round(training.count() * (1 - recipe.measuring().validation()));
    return Boolean.getBoolean("fovea.terminal")
        ? new TerminalProgress(out, recipe.passes(), images)
        : new PlainProgress(out, recipe.passes().epochs());
  }

  /** After it. */
  void end(Recipe recipe, TrainingResult result, Optional<Evaluation> test, RunFolder folder) {
    if (!quiet) {
      out.println();
    }
    if (result.stopped()) {
      out.println("Stopped; whole epochs: " + result.history().size());
    } else if (result.early()) {
      out.println("Ended early: no better epoch for " + recipe.measuring().patience() + " epochs");
    }
    if (result.history().isEmpty()) {
      out.println("No model was saved, because no epoch was whole.");
    } else {
      chosen(recipe, result);
      test.ifPresent(
          some -> {
            out.println("Test accuracy: " + some);
            out.println("Test loss:     " + Format.loss(some.loss()));
          });
      out.println("Wrote " + folder.model());
      out.println("      " + folder.history());
      out.println("      " + folder.metrics());
      out.println("      " + RunFolder.recipe(folder.path()));
    }
    if (result.stopped() && Files.exists(folder.checkpoint())) {
      out.println("Go on with: fovea train --resume " + folder.path());
    }
    out.flush();
  }

  /** When the report is there. */
  void report(Path page) {
    out.println("      " + page);
    out.flush();
  }

  /** When there can be no report. */
  void noReport(String reason) {
    out.println("note: there is no report: " + reason);
    out.flush();
  }

  private void chosen(Recipe recipe, TrainingResult result) {
    if (recipe.measuring().validation() == 0) {
      return;
    }
    EpochResult best = result.history().get(result.bestEpoch() - 1);
    Evaluation validation = best.validation().orElseThrow();
    String metric = recipe.measuring().metric().name().toLowerCase(Locale.ROOT);
    out.println(
        "The model is that of epoch %d, the best by validation %s: %s, loss %s"
            .formatted(best.epoch(), metric, validation, Format.loss(validation.loss())));
  }
}
