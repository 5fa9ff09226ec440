package dev.fovea.cli;

import dev.fovea.model.Evaluation;
import dev.fovea.model.Model;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
      "  fovea eval runs/fashion-photos-1 --data other-photos",
      "  fovea eval runs/fashion-photos-1 --views mirrored"
    })
final class EvalCommand implements Callable<Integer> {

  @Mixin private TestedModel tested;

  @Mixin private ViewsOption views;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Model model = tested.model();
    PrintWriter out = spec.commandLine().getOut();
    Evaluation result = views.views().evaluate(model, tested.test(model), tested.threads());
    out.println("test accuracy " + result);
    out.println("test loss     " + Format.loss(result.loss()));
    out.flush();
    return 0;
  }
}
