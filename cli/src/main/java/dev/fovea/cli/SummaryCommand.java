package dev.fovea.cli;

import dev.fovea.net.Network;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fovea summary NET|MODEL}: the table of a network. */
@Command(
    name = "summary",
    description = "Shows a network's layers, shapes, parameters and multiply-adds for one image.",
    footer = {
      "",
      "Examples:",
      "  fovea summary lenet",
      "  fovea summary runs/lenet-mnist-1/model.safetensors"
    })
final class SummaryCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "NET|MODEL",
      description = "The name of a network, a model file, or the folder of a run.")
  private String network;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Network chosen = Choices.network(network);
    PrintWriter out = spec.commandLine().getOut();
    out.println(chosen.name());
    out.println();
    SummaryTable.lines(chosen).forEach(out::println);
    out.flush();
    return 0;
  }
}
