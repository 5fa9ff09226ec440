package dev.fovea.cli.show;

import dev.fovea.cli.ModelArgument;
import dev.fovea.cli.PictureOut;
import dev.fovea.data.InputException;
import dev.fovea.inspect.Filters;
import dev.fovea.inspect.Layers;
import dev.fovea.model.Model;
import dev.fovea.report.picture.LayerPictures;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fovea show filters}: what a convolution looks for. */
@Command(
    name = "filters",
    sortOptions = false,
    description = "The filters of a convolution: orange looks for bright, blue for dark.")
final class FiltersCommand implements Callable<Integer> {

  private static final int MOST_CHANNELS = 16;

  @Mixin private ModelArgument choice;

  @Option(
      names = "--layer",
      paramLabel = "NAME",
      description = "A convolution: conv2. Default: the first one.")
  private String layer;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "64",
      description = "At most so many filters. Default: ${DEFAULT-VALUE}.")
  private int top;

  @Mixin private PictureOut out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (top < 1 || top > 1024) {
      throw new InputException("--top must be from 1 to 1024, not " + top);
    }
    Path target = out.target(choice.pictureName("filters"));
    Model model = choice.model();
    Filters filters = Filters.of(model, layer == null ? first(model) : layer);
    PrintWriter text = spec.commandLine().getOut();
    text.println(
        "%s: %d filters of %d x %d on %d channels, the largest weight %.3f"
            .formatted(
                filters.layer(),
                filters.count(),
                filters.height(),
                filters.width(),
                filters.channels(),
                filters.largest()));
    out.write(LayerPictures.filters(filters, top, MOST_CHANNELS), target);
    return 0;
  }

  private static String first(Model model) {
    List<String> names = Layers.convolutions(model.network());
    if (names.isEmpty()) {
      throw new InputException(
          "network %s has no convolution, and so no filters".formatted(model.network().name()));
    }
    return names.getFirst();
  }
}
