package dev.fovea.cli;

import dev.fovea.data.InputException;
import dev.fovea.model.NetworkJson;
import dev.fovea.model.NetworkMemory;
import dev.fovea.net.Network;
import dev.fovea.net.zoo.Zoo;
import dev.fovea.net.zoo.ZooEntry;
import dev.fovea.recipe.Recipes;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fovea summary NET}: the table of a network, and the memory that it takes. */
@Command(
    name = "summary",
    sortOptions = false,
    description = "Shows a network's layers, shapes, parameters, multiply-adds and memory.",
    footer = {
      "",
      "Shapes and multiply-adds are those of one image.",
      "",
      "Examples:",
      "  fovea summary lenet",
      "  fovea summary resnet-18 --batch 32",
      "  fovea summary runs/lenet-mnist-1/model.safetensors",
      "  fovea summary lenet --json > my-net.json"
    })
final class SummaryCommand implements Callable<Integer> {

  private static final int USUAL_BATCH = 64;

  @Parameters(
      paramLabel = "NET",
      description =
          "A named network (see `fovea networks`), a JSON file of one, a model file, or the folder"
              + " of a run.")
  private String net;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Images in a step, for the memory. Default: the recipe's, else 64.")
  private Integer batch;

  @Option(names = "--json", description = "Print the network as JSON instead, for --net.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Network network = Choices.network(net);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(NetworkJson.write(network).indented());
    } else {
      print(network, out);
    }
    out.flush();
    return 0;
  }

  private void print(Network network, PrintWriter out) {
    int images = batch();
    out.println(network.name());
    Zoo.entry(net).map(ZooEntry::notes).filter(n -> !n.isEmpty()).ifPresent(n -> notes(n, out));
    out.println();
    SummaryTable.lines(network, Fovea.width()).forEach(out::println);
    out.println();
    out.println("%-17s %12s %12s %12s".formatted("Memory", "values", "parameters", "together"));
    memory("training", NetworkMemory::training, network, images, out);
    memory("prediction", NetworkMemory::prediction, network, images, out);
    out.println(
        "  (batches of %d; momentum adds half of training's parameters, Adam all)"
            .formatted(images));
  }

  private int batch() {
    if (batch != null && batch < 1) {
      throw new InputException("--batch must be at least 1, not " + batch);
    }
    return batch != null
        ? batch
        : Recipes.ofNetwork(net).map(recipe -> recipe.passes().batch()).orElse(USUAL_BATCH);
  }

  private static void notes(String notes, PrintWriter out) {
    StringBuilder line = new StringBuilder();
    for (String word : notes.split(" ", -1)) {
      if (line.length() + 1 + word.length() > Math.clamp(Fovea.width(), 60, 100)) {
        out.println(line);
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    out.println(line);
  }

  private static void memory(
      String what,
      BiFunction<Network, Integer, NetworkMemory> of,
      Network network,
      int batch,
      PrintWriter out) {
    try {
      NetworkMemory memory = of.apply(network, batch);
      out.println(
          "  %-15s %12s %12s %12s"
              .formatted(
                  what,
                  Format.megabytes(memory.values()),
                  Format.megabytes(memory.parameters()),
                  Format.megabytes(memory.together())));
    } catch (InputException e) {
      out.println("  %-15s %s".formatted(what, e.getMessage()));
    }
  }
}
