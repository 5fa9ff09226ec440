package dev.fovea.cli.show;

import dev.fovea.cli.ModelArgument;
import dev.fovea.cli.PictureOut;
import dev.fovea.data.InputException;
import dev.fovea.report.picture.CurvesPicture;
import dev.fovea.train.History;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fovea show curves}: how a training went. */
@Command(
    name = "curves",
    sortOptions = false,
    description = "Loss and accuracy of each epoch of a run.")
final class CurvesCommand implements Callable<Integer> {

  private static final String HISTORY = "history.csv";

  @Mixin private ModelArgument choice;

  @Mixin private PictureOut out;

  @Override
  public Integer call() {
    Path target = out.target(choice.pictureName("curves"));
    out.write(CurvesPicture.of(History.read(history())), target);
    return 0;
  }

  /** In the folder of a run, or beside its model. */
  private Path history() {
    Path file = choice.file();
    Path history = Files.isDirectory(file) ? file.resolve(HISTORY) : file.resolveSibling(HISTORY);
    if (!Files.exists(history)) {
      throw new InputException(
          "%s does not exist, and nothing else tells how the training went: give the folder of a run"
              .formatted(history));
    }
    return history;
  }
}
