package dev.fovea.cli.show;

import dev.fovea.cli.Choices;
import dev.fovea.cli.ModelArgument;
import dev.fovea.cli.PictureOut;
import dev.fovea.net.Network;
import dev.fovea.report.picture.NetworkDiagram;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fovea show network}: the layers of a network. */
@Command(
    name = "network",
    sortOptions = false,
    description =
        "The layers of a network as blocks of their shapes; the file is SVG, NAME-network.svg.")
final class NetworkCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "NET",
      description =
          "A named network (see `fovea networks`), a JSON file of one, a model file, or the folder"
              + " of a run.")
  private String net;

  @Mixin private PictureOut out;

  @Override
  public Integer call() {
    Path target = out.target(ModelArgument.name(Path.of(net)) + "-network.svg");
    Network network = Choices.network(net);
    out.write(NetworkDiagram.file(network), target);
    return 0;
  }
}
