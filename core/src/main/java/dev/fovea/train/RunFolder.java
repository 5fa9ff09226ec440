package dev.fovea.train;

import dev.fovea.data.InputException;
import dev.fovea.data.InputFiles;
import dev.fovea.model.AtomicFile;
import dev.fovea.model.Evaluation;
import dev.fovea.model.Json;
import dev.fovea.model.Model;
import dev.fovea.model.ModelFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The folder of one training: {@code model.safetensors}, {@code history.csv} and {@code
 * metrics.json}, written anew after each epoch, each of them whole or not at all.
 */
public final class RunFolder {

  private static final String MODEL = "model.safetensors";
  private static final String HISTORY = "history.csv";
  private static final String METRICS = "metrics.json";
  private static final List<String> FILES = List.of(MODEL, HISTORY, METRICS);

  private final Path folder;
  private boolean ours;

  private RunFolder(Path folder, boolean ours) {
    this.folder = folder;
    this.ours = ours;
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
        return writable(folder, false);
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
      requireNone(folder, List.of(Checkpoints.LAST, Checkpoints.BEST));
    }
    makeFolders(folder);
    return writable(folder, overwrite);
  }

  private static void requireNone(Path folder, List<String> files) {
    for (String file : files) {
      if (Files.exists(folder.resolve(file))) {
        throw new InputException(
            "%s already holds a run (%s): choose another --out, or replace it with --overwrite"
                .formatted(folder, file));
      }
    }
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

  /** Finds out now, and not after the first epoch. */
  private static RunFolder writable(Path folder, boolean ours) {
    try {
      Files.delete(Files.createTempFile(folder, ".fovea-", ".tmp"));
    } catch (IOException e) {
      throw new InputException(
          "the folder %s cannot be written to (%s): choose another --out"
              .formatted(folder, InputFiles.reason(e)),
          e);
    }
    return new RunFolder(folder, ours);
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

  /** Removes the folder if nothing was saved in it. */
  public void removeIfEmpty() {
    try {
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // Something is in it, so it stays.
    }
  }

  /**
   * Saves the run as it is after its last whole epoch.
   *
   * @param history at least one epoch
   * @param facts what else goes into {@code metrics.json}, such as network, data and seed; comes
   *     first there
   */
  public void save(Model model, List<EpochResult> history, Json.Obj facts) {
    // Made before anything is written, so that all three belong together.
    byte[] csv = csv(history).getBytes(StandardCharsets.UTF_8);
    byte[] json =
        (metrics(model, history, facts).indented() + "\n").getBytes(StandardCharsets.UTF_8);
    if (!ours) {
      requireNone(folder, FILES); // another training may have been told the same folder
      ours = true;
    }
    ModelFile.write(model, model());
    AtomicFile.write(history(), csv);
    AtomicFile.write(metrics(), json);
  }

  private static String csv(List<EpochResult> history) {
    StringBuilder csv = new StringBuilder();
    csv.append("epoch,trainLoss,trainAccuracy,testLoss,testAccuracy,imagesPerSecond,seconds,");
    csv.append("validationLoss,validationAccuracy,learningRate\n");
    for (EpochResult e : history) {
      csv.append(e.epoch()).append(',').append(e.trainLoss()).append(',');
      csv.append(e.trainAccuracy()).append(',').append(csv(e.test())).append(',');
      csv.append(Math.round(e.imagesPerSecond())).append(',');
      csv.append(Math.round(e.seconds() * 1000) / 1000.0).append(',');
      csv.append(csv(e.validation())).append(',').append(e.learningRate()).append('\n');
    }
    return csv.toString();
  }

  private static String csv(Optional<Evaluation> evaluation) {
    return evaluation.map(e -> e.loss() + "," + e.accuracy()).orElse(",");
  }

  private static Json.Obj metrics(Model model, List<EpochResult> history, Json.Obj facts) {
    EpochResult last = history.getLast();
    Json.Obj json =
        facts
            .with("epochs", Json.of(history.size()))
            .with("parameters", Json.of(model.network().parameterCount()))
            .with("trainLoss", Json.of(last.trainLoss()))
            .with("trainAccuracy", Json.of(last.trainAccuracy()))
            .with("learningRate", Json.of(last.learningRate()));
    json = with(json, "validation", last.validation());
    return with(json, "test", last.test());
  }

  private static Json.Obj with(Json.Obj json, String what, Optional<Evaluation> evaluation) {
    if (evaluation.isEmpty()) {
      return json;
    }
    Evaluation e = evaluation.get();
    return json.with(what + "Loss", Json.of(e.loss()))
        .with(what + "Accuracy", Json.of(e.accuracy()))
        .with(what + "Correct", Json.of(e.correct()))
        .with(what + "Total", Json.of(e.total()));
  }
}
