package dev.fovea.cli.show;

import dev.fovea.cli.PictureOut;
import dev.fovea.cli.TestedModel;
import dev.fovea.data.InputException;
import dev.fovea.inspect.FeatureMaps;
import dev.fovea.inspect.Layers;
import dev.fovea.model.Model;
import dev.fovea.report.picture.LayerPictures;
import dev.fovea.report.picture.Rasters;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fovea show features}: what a layer makes of an image. */
@Command(
    name = "features",
    sortOptions = false,
    description = "An image, and beside it what a layer makes of it: a picture for each channel.")
final class FeaturesCommand implements Callable<Integer> {

  private static final int MOST_CHANNELS = 256;

  @Mixin private ImageChoice image;

  @Option(
      names = "--layer",
      paramLabel = "NAME",
      description = "Any layer: conv2, pool1. Default: the first convolution.")
  private String layer;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "64",
      description = "At most so many channels. Default: ${DEFAULT-VALUE}.")
  private int top;

  @Mixin private PictureOut out;

  @Mixin private TestedModel tested;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (top < 1 || top > MOST_CHANNELS) {
      throw new InputException("--top must be from 1 to %d, not %d".formatted(MOST_CHANNELS, top));
    }
    Path target = out.target(tested.pictureName("features"));
    Model model = tested.model();
    ImageChoice.Chosen chosen = image.read(tested, model);
    FeatureMaps maps = FeatureMaps.of(model, layer == null ? first(model) : layer, chosen.pixels());
    PrintWriter text = spec.commandLine().getOut();
    text.println("%s: %s makes %s of it".formatted(chosen.title(), maps.layer(), maps.shape()));
    out.write(
        LayerPictures.maps(Rasters.image(model.network().input(), chosen.pixels()), maps, top),
        target);
    return 0;
  }

  private static String first(Model model) {
    List<String> convolutions = Layers.convolutions(model.network());
    return convolutions.isEmpty()
        ? model.network().nodes().getFirst().name()
        : convolutions.getFirst();
  }
}
