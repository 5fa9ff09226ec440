package dev.fovea.report.live;

import dev.fovea.data.InputFiles;
import dev.fovea.model.Model;
import dev.fovea.report.live.LiveState.Batch;
import dev.fovea.report.live.LiveState.Phase;
import dev.fovea.train.EpochResult;
import dev.fovea.train.History;
import dev.fovea.train.RunFolder;
import dev.fovea.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A run that this process trains, as it hears from the training. All that it does there is to take
 * note of a few numbers: nobody waits for anybody.
 */
public final class LiveTraining implements LiveRun, TrainingListener {

  private final String name;
  private final Path report;
  private final int epochs;
  private volatile List<EpochResult> history = List.of();
  private volatile Phase phase = Phase.TRAINING;
  private volatile boolean reported;
  private volatile int epoch;
  private volatile int batch;
  private volatile int batches;

  /**
   * A training that is about to begin.
   *
   * @param folder of the run
   * @param epochs how many there will be at most
   */
  public LiveTraining(Path folder, int epochs) {
    this.name = RunFolder.name(folder);
    this.report = RunFolder.report(folder);
    this.epochs = epochs;
  }

  @Override
  public void resumed(List<EpochResult> before) {
    history = List.copyOf(before);
  }

  @Override
  public void batch(int epoch, int batch, int batches, double loss) {
    this.epoch = epoch;
    this.batch = batch;
    this.batches = batches;
  }

  @Override
  public void epoch(EpochResult result, Model model) {
    List<EpochResult> longer = new ArrayList<>(history);
    longer.add(result);
    history = List.copyOf(longer);
  }

  /** The training has ended, and its report will now be made. */
  public void reporting() {
    phase = Phase.REPORTING;
  }

  /**
   * All is done.
   *
   * @param report whether its report is in the folder
   */
  public void ended(boolean report) {
    reported = report;
    phase = Phase.ENDED;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public LiveState state() {
    Phase now = phase;
    return new LiveState(
        now,
        OptionalInt.of(epochs),
        batches == 0 ? Optional.empty() : Optional.of(new Batch(epoch, batch, batches)),
        History.of(history),
        now == Phase.ENDED && reported,
        Optional.empty());
  }

  @Override
  public Optional<byte[]> report() {
    if (phase != Phase.ENDED || !reported) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readAllBytes(report));
    } catch (IOException e) {
      throw InputFiles.unreadable(report, e);
    }
  }
}
