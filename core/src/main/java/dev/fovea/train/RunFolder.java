package dev.fovea.train;

import dev.fovea.data.InputException;
import dev.fovea.data.InputFiles;
import dev.fovea.model.AtomicFile;
import dev.fovea.model.Evaluation;
import dev.fovea.model.Json;
import dev.fovea.model.Model;
import dev.fovea.model.ModelFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The folder of one training: {@code recipe.json}, written before it begins, {@code
 * model.safetensors}, {@code history.csv} and {@code metrics.json}, written anew after each epoch,
 * and what {@link Trainer#checkpoints(RunFolder)} leaves; each of them whole or not at all.
 */
public final class RunFolder {

  private static final String MODEL = "model.safetensors";
  private static final String HISTORY = "history.csv";
  private static final String METRICS = "metrics.json";
  private static final String RECIPE = "recipe.json";
  private static final String REPORT = "report.html";
  private static final List<String> EACH_EPOCH = List.of(MODEL, HISTORY, METRICS);
  private static final List<String> FILES =
      List.of(MODEL, HISTORY, METRICS, Checkpoints.LAST, Checkpoints.BEST, REPORT, RECIPE);

  /** What a checkpoint can make again. */
  private static final List<String> REMADE = List.of(REPORT, METRICS, HISTORY, Checkpoints.BEST);

  /** What a run is gone on with, and used by. */
  private static final List<String> WORTH = List.of(Checkpoints.LAST, MODEL);

  private final Path folder;
  private final boolean overwrite;
  private final boolean old;
  private Optional<byte[]> recipe = Optional.empty();
  private boolean begun;

  /**
   * A folder that is there.
   *
   * @param overwrite whether a run that is there may be replaced
   * @param old whether one is
   */
  private RunFolder(Path folder, boolean overwrite, boolean old) {
    this.folder = folder;
    this.overwrite = overwrite;
    this.old = old;
  }

  /**
   * A new folder {@code name-1}, {@code name-2} and so on inside {@code parent}, the first that is
   * not there yet.
   *
   * @throws InputException if it cannot be made or written to
   */
  public static RunFolder next(Path parent, String name) {
    makeFolders(parent);
    for (int number = 1; ; number++) {
      Path folder = parent.resolve(name + "-" + number);
      try {
        Files.createDirectory(folder);
        return writable(folder, false, false);
      } catch (FileAlreadyExistsException e) {
        // Another run's; on to the next number.
      } catch (IOException e) {
        throw cannotMake(folder, e);
      }
    }
  }

  /**
   * {@code folder} itself, made if it is not there.
   *
   * @param overwrite whether a run that is there may be replaced
   * @throws InputException if it holds a run that may not be replaced, or cannot be made or written
   *     to
   */
  public static RunFolder at(Path folder, boolean overwrite) {
    if (!overwrite) {
      requireNone(folder, FILES);
    }
    makeFolders(folder);
    return writable(folder, overwrite, overwrite && held(folder, FILES).isPresent());
  }

  /**
   * The folder of a run that goes on.
   *
   * @throws InputException if it holds no checkpoint, or cannot be written to
   */
  public static RunFolder resumed(Path folder) {
    Path last = folder.resolve(Checkpoints.LAST);
    if (!Files.exists(last)) {
      throw new InputException(
          "%s does not exist: give the folder of a run that was stopped".formatted(last));
    }
    RunFolder run = writable(folder, false, false);
    run.begun = true;
    return run;
  }

  private static void requireNone(Path folder, List<String> files) {
    held(folder, files)
        .ifPresent(
            file -> {
              throw new InputException(
                  "%s already holds a run (%s): choose another --out, or replace it with --overwrite"
                      .formatted(folder, file));
            });
  }

  private static Optional<String> held(Path folder, List<String> files) {
    return files.stream().filter(file -> Files.exists(folder.resolve(file))).findFirst();
  }

  private static void makeFolders(Path folder) {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new InputException(
          "%s is a file, but a folder is needed there: choose another --out".formatted(folder));
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw cannotMake(folder, e);
    }
  }

  /** Finds out now, and not after the first epoch; what a killed run left half written goes. */
  private static RunFolder writable(Path folder, boolean overwrite, boolean old) {
    AtomicFile.removeLeftovers(folder);
    try {
      AtomicFile.tryFolder(folder);
    } catch (IOException e) {
      throw new InputException(
          "the folder %s cannot be written to (%s): choose another --out"
              .formatted(folder, InputFiles.reason(e)),
          e);
    }
    return new RunFolder(folder, overwrite, old);
  }

  private static InputException cannotMake(Path folder, IOException e) {
    return new InputException(
        "the folder %s cannot be made (%s): choose another --out"
            .formatted(folder, InputFiles.reason(e)),
        e);
  }

  /** Where it is. */
  public Path path() {
    return folder;
  }

  /** Where the model is, once an epoch is whole. */
  public Path model() {
    return folder.resolve(MODEL);
  }

  /** Where the row for each epoch is. */
  public Path history() {
    return folder.resolve(HISTORY);
  }

  /** Where the last figures are. */
  public Path metrics() {
    return folder.resolve(METRICS);
  }

  /** Where {@link Trainer#checkpoints} of this folder leaves what a run is resumed from. */
  public Path checkpoint() {
    return folder.resolve(Checkpoints.LAST);
  }

  /** Where it leaves the model of the best epoch, if there is validation data. */
  public Path best() {
    return folder.resolve(Checkpoints.BEST);
  }

  /** What the run in a folder is called: the last word of its path. */
  public static String name(Path folder) {
    Path last = folder.toAbsolutePath().normalize().getFileName();
    return last == null ? folder.toString() : last.toString();
  }

  /** Where the row for each epoch of the run in a folder is. */
  public static Path history(Path folder) {
    return folder.resolve(HISTORY);
  }

  /** Where the report of the run in a folder is, if one was made. */
  public static Path report(Path folder) {
    return folder.resolve(REPORT);
  }

  /** Where its recipe is. */
  public static Path recipe(Path folder) {
    return folder.resolve(RECIPE);
  }

  /**
   * Writes the recipe: at once, or if an old run is replaced as soon as that is.
   *
   * @param bytes of its file
   */
  public void recipe(byte[] bytes) {
    if (replaces()) {
      recipe = Optional.of(bytes.clone());
    } else {
      AtomicFile.write(recipe(folder), bytes);
    }
  }

  /** Whether an old run is in the folder, which goes with the first {@link #write}. */
  boolean replaces() {
    return old && !begun;
  }

  /**
   * Writes a file of this run. With the first one, the run that it replaces goes, piece by piece,
   * and none before this run's counterpart is on the disk. Whoever kills the program meanwhile
   * leaves, in this order:
   *
   * <ul>
   *   <li>the old run, whole, until the first file is: this run's checkpoint (its model, if it has
   *       no checkpoints);
   *   <li>the recipe and model of the old run with the new checkpoint, while the old one's figures
   *       go and the new recipe is written. Neither run can be gone on with then: the checkpoint is
   *       refused where its settings are not those of the recipe;
   *   <li>the checkpoint and recipe of this run, which can be gone on with and makes the rest
   *       again; beside them, for an instant, the old model without any figures.
   * </ul>
   *
   * <p>If writing the first file fails, the old run is as it was.
   *
   * @param file its name
   * @param content writes it to that path
   */
  void write(String file, Consumer<Path> content) {
    if (!begun && !overwrite) {
      requireNone(folder, EACH_EPOCH); // another training may have been told the same folder
    }
    boolean replaces = replaces();
    content.accept(folder.resolve(file));
    begun = true;
    if (replaces) {
      removeAllBut(file, REMADE);
      recipe.ifPresentOrElse(this::recipe, () -> remove(recipe(folder)));
      removeAllBut(file, WORTH);
    }
  }

  private void removeAllBut(String kept, List<String> files) {
    files.stream()
        .filter(file -> !file.equals(kept))
        .map(folder::resolve)
        .forEach(RunFolder::remove);
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new InputException(
          "%s cannot be removed (%s): choose another --out".formatted(file, InputFiles.reason(e)),
          e);
    }
  }

  /** Removes the folder if nothing was saved in it but a recipe. */
  public void removeIfEmpty() {
    try {
      if (!old && !begun) {
        Files.deleteIfExists(recipe(folder));
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // Something is in it, so it stays.
    }
  }

  /**
   * Saves the run as it is after its last whole epoch. The model is written if that epoch is the
   * best, as each is without validation data.
   *
   * @param model after the last epoch
   * @param history at least one epoch
   * @param metric what makes an epoch the best
   * @param facts what else goes into {@code metrics.json}, such as network, data and seed; comes
   *     first there
   */
  public void save(Model model, List<EpochResult> history, Metric metric, Json.Obj facts) {
    EpochResult best = history.get(metric.best(history) - 1);
    RunFigures figures = new RunFigures(model.network(), history, best, best.test(), facts);
    write(best.epoch() == history.size() ? Optional.of(model) : Optional.empty(), figures);
  }

  /**
   * Saves the run as it is at its end, with the model of the best epoch.
   *
   * @param result of at least one whole epoch
   * @param test how well that model does on the test data, if it was measured
   * @param facts as in {@link #save}
   */
  public void finish(TrainingResult result, Optional<Evaluation> test, Json.Obj facts) {
    Model model = result.best();
    EpochResult best = result.history().get(result.bestEpoch() - 1);
    write(Optional.of(model), new RunFigures(model.network(), result.history(), best, test, facts));
  }

  private void write(Optional<Model> model, RunFigures figures) {
    // Made before anything is written, so that all three belong together.
    byte[] csv = figures.csv();
    byte[] json = figures.json();
    model.ifPresent(some -> write(MODEL, file -> ModelFile.write(some, file)));
    write(HISTORY, file -> AtomicFile.write(file, csv));
    write(METRICS, file -> AtomicFile.write(file, json));
  }
}
