package dev.fovea.report.live;

import dev.fovea.data.InputException;
import dev.fovea.data.InputFiles;
import dev.fovea.recipe.RecipeFile;
import dev.fovea.train.History;
import dev.fovea.train.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A run that another process trains, as the files in its folder tell. */
public final class FolderRun implements LiveRun {

  private static final History NONE = new History(List.of());

  private final Path folder;
  private final Path recipe;
  private final Path history;
  private final Path report;

  /**
   * The run in a folder.
   *
   * @throws InputException if there is none: neither {@code recipe.json} nor {@code history.csv}
   */
  public FolderRun(Path folder) {
    this.folder = folder;
    recipe = RunFolder.recipe(folder);
    history = RunFolder.history(folder);
    report = RunFolder.report(folder);
    if (!Files.exists(folder)) {
      throw new InputException(
          folder + " does not exist: give the folder of a run, as `fovea train` makes it");
    }
    if (!Files.exists(recipe) && !Files.exists(history)) {
      throw new InputException(folder + " holds no run: give a folder that `fovea train` has made");
    }
  }

  @Override
  public String name() {
    return RunFolder.name(folder);
  }

  @Override
  public LiveState state() {
    OptionalInt epochs = OptionalInt.empty();
    History rows = NONE;
    Optional<String> problem = Optional.empty();
    if (!Files.exists(folder)) {
      problem = Optional.of(folder + " is gone");
    }
    try {
      if (Files.exists(recipe)) {
        epochs = OptionalInt.of(RecipeFile.read(recipe).passes().epochs());
      }
      if (Files.exists(history)) {
        rows = History.read(history);
      }
    } catch (InputException e) {
      problem = Optional.of(e.getMessage());
    }
    boolean reported = reported();
    boolean all = epochs.isPresent() && rows.rows().size() >= epochs.getAsInt();
    return new LiveState(
        reported || all ? LiveState.Phase.ENDED : LiveState.Phase.TRAINING,
        epochs,
        Optional.empty(),
        rows,
        reported,
        problem);
  }

  /** A report that is older than the last epoch is that of the run before. */
  private boolean reported() {
    Optional<FileTime> made = changed(report);
    Optional<FileTime> trained = changed(history);
    return made.isPresent() && trained.isPresent() && made.get().compareTo(trained.get()) >= 0;
  }

  private static Optional<FileTime> changed(Path file) {
    try {
      return Optional.of(Files.getLastModifiedTime(file));
    } catch (IOException _) {
      return Optional.empty(); // not there
    }
  }

  @Override
  public Optional<byte[]> report() {
    return reported() ? Optional.of(bytes(report)) : Optional.empty();
  }

  private static byte[] bytes(Path file) {
    InputFiles.requireRegular(file);
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
  }
}
