package dev.fovea.cli;

import dev.fovea.data.ImageSet;
import dev.fovea.data.InputException;
import dev.fovea.model.AtomicFile;
import dev.fovea.model.Engine;
import dev.fovea.model.Model;
import dev.fovea.recipe.Recipe;
import dev.fovea.report.Report;
import dev.fovea.report.ReportOptions;
import dev.fovea.report.Subject;
import dev.fovea.sources.Images;
import dev.fovea.sources.LabelNames;
import dev.fovea.train.History;
import dev.fovea.train.RunFolder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.IntFunction;

/** The report of a run or a model as the command knows it: its files, its data, its versions. */
final class RunReport {

  private RunReport() {}

  /** Makes the page and moves it into place. */
  static void write(Subject subject, ReportOptions options, Path target) {
    AtomicFile.write(target, Report.html(subject, options));
  }

  /** Of a training that has just ended. */
  static Subject subject(
      Path run, Recipe recipe, Model model, ImageSet test, History history, int threads) {
    return new Subject(
        RunFolder.name(run),
        model,
        test,
        RunReport::numbered,
        Optional.of(history),
        Optional.of(recipe),
        facts(threads));
  }

  /**
   * Of a model file or the folder of a run.
   *
   * @param test what the model is measured on
   * @throws InputException if a file of the run is damaged, or a class of the images is not the
   *     model's
   */
  static Subject subject(Path file, Model model, Images test, int threads) {
    return new Subject(
        RunFolder.name(file),
        model,
        LabelNames.as(model.classes(), test).labelled(),
        names(test),
        Choices.historyOf(file),
        Choices.recipeOf(file),
        facts(threads));
  }

  /** What each image is called. */
  static IntFunction<String> names(Images images) {
    return images.files().isEmpty() ? RunReport::numbered : images.files()::get;
  }

  private static String numbered(int image) {
    return "test image " + image;
  }

  private static SequencedMap<String, String> facts(int threads) {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "Report made with",
        "Fovea %s, JDK %s, kernels: %s, %d threads"
            .formatted(
                Fovea.version(), System.getProperty("java.version"), Engine.kernels(), threads));
    return facts;
  }
}
