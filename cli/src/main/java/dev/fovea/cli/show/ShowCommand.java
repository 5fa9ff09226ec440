package dev.fovea.cli.show;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fovea show}: looks inside a model, one picture at a time. */
@Command(
    name = "show",
    description = "Looks inside a model: writes a picture, for slides and for the terminal.",
    synopsisSubcommandLabel = "WHAT",
    subcommands = {
      CurvesCommand.class,
      SamplesCommand.class,
      MistakesCommand.class,
      ConfusionCommand.class,
      CalibrationCommand.class,
      FiltersCommand.class,
      FeaturesCommand.class,
      SaliencyCommand.class,
      EmbeddingCommand.class,
      NetworkCommand.class,
      EdgesCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  fovea show curves runs/lenet-mnist-1",
      "  fovea show mistakes runs/lenet-mnist-1 --top 12",
      "  fovea show saliency runs/lenet-mnist-1 --index 8 --by grad-cam",
      "  fovea show features runs/lenet-mnist-1 --layer conv2 --image my-seven.jpg",
      "  fovea show network resnet-18",
      "  fovea show edges photo.jpg"
    })
public final class ShowCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
