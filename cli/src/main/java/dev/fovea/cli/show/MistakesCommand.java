package dev.fovea.cli.show;

import dev.fovea.cli.PictureOut;
import dev.fovea.cli.TestedModel;
import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.inspect.Mistakes;
import dev.fovea.inspect.Mistakes.Mistake;
import dev.fovea.inspect.Predictions;
import dev.fovea.model.Model;
import dev.fovea.report.picture.GalleryPicture;
import dev.fovea.report.picture.GalleryPicture.Tile;
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

/** {@code fovea show mistakes}: images that a model got wrong. */
@Command(
    name = "mistakes",
    sortOptions = false,
    description = "The test images that the model got wrong, those that it was surest of first.")
final class MistakesCommand implements Callable<Integer> {

  private static final int MOST = 200;
  private static final int COLUMNS = 8;
  private static final int SIDE = 112;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "24",
      description = "At most so many. Default: ${DEFAULT-VALUE}.")
  private int top;

  @Option(
      names = "--class",
      paramLabel = "NAME",
      description = "Only images of this class. Default: all.")
  private String name;

  @Mixin private PictureOut out;

  @Mixin private TestedModel tested;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (top < 1 || top > MOST) {
      throw new InputException("--top must be from 1 to %d, not %d".formatted(MOST, top));
    }
    Path target = out.target(tested.pictureName("mistakes"));
    Model model = tested.model();
    int only = name == null ? -1 : ClassChoice.of(model.classes(), name);
    Dataset test = tested.test(model);
    Predictions predictions = tested.predictions(model, test);
    List<Mistake> all =
        Mistakes.of(predictions, Integer.MAX_VALUE).stream()
            .filter(mistake -> only < 0 || mistake.label() == only)
            .toList();
    String of = only < 0 ? "" : " of class " + model.classes().get(only);
    if (all.isEmpty()) {
      PrintWriter text = spec.commandLine().getOut();
      text.println("There are no mistakes%s: no picture is written".formatted(of));
      text.flush();
      return 0;
    }
    List<Mistake> shown = all.subList(0, Math.min(top, all.size()));
    String title =
        "%,d of %,d mistakes%s, the surest first".formatted(shown.size(), all.size(), of);
    List<Tile> tiles = shown.stream().map(mistake -> tile(mistake, model, test)).toList();
    out.write(GalleryPicture.of(title, tiles, COLUMNS, SIDE), target);
    return 0;
  }

  private static Tile tile(Mistake mistake, Model model, Dataset test) {
    return new Tile(
        Rasters.image(model.network().input(), test.image(mistake.image())),
        List.of(
            model.classes().get(mistake.label()),
            "taken for " + model.classes().get(mistake.predicted()),
            "%.1f %%, image %d".formatted(100 * mistake.confidence(), mistake.image())));
  }
}
