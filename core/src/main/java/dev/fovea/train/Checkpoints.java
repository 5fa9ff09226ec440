package dev.fovea.train;

import dev.fovea.data.InputException;
import dev.fovea.data.InputFiles;
import dev.fovea.model.Model;
import dev.fovea.model.ModelFile;
import dev.fovea.net.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * The files of a training that can be gone on with: {@code last.checkpoint}, and the model of the
 * best epoch.
 */
final class Checkpoints {

  /** What a training is resumed from. */
  static final String LAST = "last.checkpoint";

  /** The model of the best epoch, where there is validation data. */
  static final String BEST = "best.safetensors";

  /** The arrays of models that are not those of the state itself. */
  static final String BEST_MODEL = "best";

  static final String WHOLE_MODEL = "whole";

  private final Path folder;
  private final Network network;
  private final Map<String, String> settings;
  private final Optional<RunFolder> run;
  private Optional<Model> waiting = Optional.empty();

  /**
   * Makes the folder if it is not there.
   *
   * @param run what it is of, if it is that of a run, which was checked then
   * @param resumed the checkpoint that is gone on from
   * @throws InputException if it cannot be made, or holds another training
   */
  Checkpoints(
      Path folder,
      Network network,
      Map<String, String> settings,
      Optional<RunFolder> run,
      Optional<Path> resumed) {
    this.folder = folder;
    this.network = network;
    this.settings = settings;
    this.run = run;
    if (run.isEmpty()) {
      make(folder, resumed);
    }
  }

  private static void make(Path folder, Optional<Path> resumed) {
    try {
      Files.createDirectories(folder);
      Path last = folder.resolve(LAST);
      boolean ours =
          Files.exists(last)
              && resumed.isPresent()
              && Files.exists(resumed.get())
              && Files.isSameFile(last, resumed.get());
      for (String name : List.of(LAST, BEST)) {
        if (!ours && Files.exists(folder.resolve(name))) {
          throw new InputException(
              "%s already holds a training (%s): resume it, or choose another folder"
                  .formatted(folder, name));
        }
      }
    } catch (IOException e) {
      throw new InputException(
          "the folder %s cannot be made (%s): choose another one for the checkpoints"
              .formatted(folder, InputFiles.reason(e)),
          e);
    }
  }

  /** The checkpoint in a folder, or the one that a file is. */
  static Path file(Path given) {
    return Files.isDirectory(given) ? given.resolve(LAST) : given;
  }

  /** Writes the model of the best epoch; after the first checkpoint, if an old run is replaced. */
  void best(Model model) {
    if (replaces()) {
      waiting = Optional.of(model);
      return;
    }
    waiting = Optional.empty();
    write(BEST, file -> ModelFile.write(model, file));
  }

  /** Writes what is needed to go on. */
  void last(Progress progress, SequencedMap<String, float[]> arrays) {
    if (progress.history().isEmpty() && replaces()) {
      return; // an old run is worth more than a piece of an epoch
    }
    write(LAST, file -> CheckpointFile.write(file, network, settings, progress, arrays));
    waiting.ifPresent(this::best);
  }

  private boolean replaces() {
    return run.isPresent() && run.get().replaces();
  }

  private void write(String name, Consumer<Path> content) {
    run.ifPresentOrElse(
        some -> some.write(name, content), () -> content.accept(folder.resolve(name)));
  }
}
