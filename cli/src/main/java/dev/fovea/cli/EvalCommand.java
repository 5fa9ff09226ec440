package dev.fovea.cli;

import dev.fovea.model.Evaluation;
import dev.fovea.model.Model;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fovea eval MODEL}: how well a model does on test data. */
@Command(
    name = "eval",
    description = "Measures a model on the test images of a data set.",
    footer = {"", "Example:", "  fovea eval runs/lenet-mnist-1/model.safetensors --data mnist"})
final class EvalCommand implements Callable<Integer> {

  @Parameters(paramLabel = "MODEL", description = "A model file, or the folder of a run.")
  private Path file;

  @Option(
      names = "--data",
      paramLabel = "NAME",
      defaultValue = "mnist",
      description = "The data set: mnist. Default: ${DEFAULT-VALUE}.")
  private String data;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads share the work. Default: all processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Model model = Choices.model(file);
    Evaluation result = model.evaluate(Choices.testData(data), threads);
    PrintWriter out = spec.commandLine().getOut();
    out.println("test accuracy " + result);
    out.println("test loss     " + Format.loss(result.loss()));
    out.flush();
    return 0;
  }
}
