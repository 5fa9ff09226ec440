package dev.fovea.cli.show;

import dev.fovea.cli.DataOptions;
import dev.fovea.data.Dataset;
import dev.fovea.inspect.Predictions;
import dev.fovea.model.Model;
import dev.fovea.sources.Images;
import dev.fovea.sources.LabelNames;
import java.io.PrintWriter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A model and the images that it is measured on. */
final class TestedModel {

  @Mixin private ModelChoice choice;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description =
          "A named data set, a file or a folder. Default: the one that the run was trained on, of a"
              + " file mnist.")
  private String data;

  @Mixin private DataOptions options;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads share the work. Default: all processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  Model model() {
    return choice.model();
  }

  String pictureName(String what) {
    return choice.pictureName(what);
  }

  int threads() {
    return threads;
  }

  /** The test images as they are, with labels or without. */
  Images images(Model model) {
    PrintWriter out = spec.commandLine().getOut();
    return options.testOf(choice.file(), data, model.network().input(), out);
  }

  /** The test images, labelled by the model's classes. */
  Dataset test(Model model) {
    return LabelNames.as(model.classes(), images(model)).labelled();
  }

  /** What the model says of some images. */
  Predictions predictions(Model model, Dataset images) {
    return Predictions.of(model, images, threads);
  }
}
