package dev.fovea.cli;

import dev.fovea.model.Evaluation;
import dev.fovea.model.Model;
import dev.fovea.recipe.DataChoice;
import dev.fovea.sources.Images;
import dev.fovea.sources.LabelNames;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fovea eval MODEL}: how well a model does on test data. */
@Command(
    name = "eval",
    sortOptions = false,
    description = "Measures a model on the test images of a data set.",
    footer = {
      "",
      "Examples:",
      "  fovea eval runs/lenet-mnist-1/model.safetensors --data mnist",
      "  fovea eval runs/fashion-photos-1",
      "  fovea eval runs/fashion-photos-1 --data other-photos"
    })
final class EvalCommand implements Callable<Integer> {

  @Parameters(paramLabel = "MODEL", description = "A model file, or the folder of a run.")
  private Path file;

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

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Model model = Choices.model(file);
    PrintWriter out = spec.commandLine().getOut();
    DataChoice choice = options.change(data == null ? Choices.dataOf(file) : DataChoice.of(data));
    Images test = options.of(choice, out).test(model.network().input());
    Evaluation result = model.evaluate(LabelNames.as(model.classes(), test).labelled(), threads);
    out.println("test accuracy " + result);
    out.println("test loss     " + Format.loss(result.loss()));
    out.flush();
    return 0;
  }
}
