package dev.fovea.cli.show;

import dev.fovea.cli.PictureOut;
import dev.fovea.cli.TestedModel;
import dev.fovea.inspect.ConfusionMatrix;
import dev.fovea.model.Model;
import dev.fovea.report.picture.ConfusionPicture;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fovea show confusion}: what a model takes for what. */
@Command(
    name = "confusion",
    sortOptions = false,
    description = "How often test images of each class were taken for each class.")
final class ConfusionCommand implements Callable<Integer> {

  @Mixin private PictureOut out;

  @Mixin private TestedModel tested;

  @Override
  public Integer call() {
    Path target = out.target(tested.pictureName("confusion"));
    Model model = tested.model();
    ConfusionMatrix matrix = ConfusionMatrix.of(tested.predictions(model, tested.test(model)));
    out.write(ConfusionPicture.of(matrix), target);
    return 0;
  }
}
