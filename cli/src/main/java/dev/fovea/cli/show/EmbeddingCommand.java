package dev.fovea.cli.show;

import dev.fovea.cli.PictureOut;
import dev.fovea.cli.PlaneOptions;
import dev.fovea.cli.TestedModel;
import dev.fovea.data.Dataset;
import dev.fovea.inspect.Embedding;
import dev.fovea.inspect.Layers;
import dev.fovea.inspect.Predictions;
import dev.fovea.model.Model;
import dev.fovea.report.picture.EmbeddingPicture;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fovea show embedding}: where images lie by what a network makes of them. */
@Command(
    name = "embedding",
    sortOptions = false,
    description =
        "The test images on a plane, so that those lie together that the model finds alike.")
final class EmbeddingCommand implements Callable<Integer> {

  private static final String PIXELS = "pixels";

  @Option(
      names = "--layer",
      paramLabel = "NAME",
      description =
          "By the output of this layer, or by the pixels. Default: what the last dense layer"
              + " reads.")
  private String layer;

  @Mixin private PlaneOptions planes;

  @Mixin private PictureOut out;

  @Mixin private TestedModel tested;

  @Override
  public Integer call() {
    Path target = out.target(tested.pictureName("embedding"));
    planes.check();
    Model model = tested.model();
    Dataset images = planes.some(tested.test(model));
    String of = layer == null ? Layers.features(model.network()).orElse(PIXELS) : layer;
    Embedding.Points points =
        of.equals(PIXELS)
            ? Embedding.Points.pixels(images)
            : Embedding.Points.layer(model, of, images, tested.threads());
    Predictions predictions = tested.predictions(model, images);
    out.write(
        EmbeddingPicture.of(
            planes.of(points, tested.threads()), model.classes(), n -> !predictions.right(n)),
        target);
    return 0;
  }
}
