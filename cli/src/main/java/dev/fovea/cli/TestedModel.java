package dev.fovea.cli;

import dev.fovea.data.Dataset;
import dev.fovea.inspect.Predictions;
import dev.fovea.model.Model;
import dev.fovea.sources.Images;
import dev.fovea.sources.LabelNames;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A model and the images that it is measured on. */
public final class TestedModel {

  @Mixin private ModelArgument choice;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description =
          "A named data set, a file or a folder. Default: the one that the run was trained on, of a"
              + " file mnist.")
  private String data;

  @Mixin private DataOptions options;

  @Mixin private ThreadsOption threads;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** The file or folder that was given. */
  Path file() {
    return choice.file();
  }

  /** Reads the model. */
  public Model model() {
    return choice.model();
  }

  /** See {@link ModelArgument#pictureName}. */
  public String pictureName(String what) {
    return choice.pictureName(what);
  }

  /** How many threads share the work. */
  public int threads() {
    return threads.count();
  }

  /** The test images as they are, with labels or without. */
  public Images images(Model model) {
    PrintWriter out = spec.commandLine().getOut();
    return options.testOf(choice.file(), data, model.network().input(), out);
  }

  /** The test images, labelled by the model's classes. */
  public Dataset test(Model model) {
    return LabelNames.as(model.classes(), images(model)).labelled();
  }

  /** What the model says of some images. */
  public Predictions predictions(Model model, Dataset images) {
    return Predictions.of(model, images, threads());
  }
}
