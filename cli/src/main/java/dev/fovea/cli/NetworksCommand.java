package dev.fovea.cli;

import dev.fovea.net.Network;
import dev.fovea.net.zoo.Zoo;
import dev.fovea.net.zoo.ZooEntry;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fovea networks}: the names that {@code --net} takes. */
@Command(
    name = "networks",
    description = "Lists the named networks, a line for each.",
    footer = {"", "`fovea summary NAME` tells more of one."})
final class NetworksCommand implements Runnable {

  private static final String LINE = "%-15s  %11s  %-13s  %s";

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.println(LINE.formatted("name", "parameters", "images", "what"));
    for (ZooEntry entry : Zoo.entries()) {
      Network network = entry.network();
      String parameters = "%,d".formatted(network.parameterCount());
      out.println(LINE.formatted(entry.name(), parameters, network.input(), entry.about()));
    }
    out.flush();
  }
}
