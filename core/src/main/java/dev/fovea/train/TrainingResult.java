package dev.fovea.train;

import dev.fovea.model.Model;
import java.util.List;

/**
 * What a training leaves.
 *
 * @param model the model after the last whole epoch
 * @param best the model after the epoch that was best on the validation data; without such data,
 *     after the last whole one
 * @param bestEpoch the number of that epoch; 0 if none was whole
 * @param history one entry for each whole epoch
 * @param stopped whether it was stopped before its last epoch was whole
 * @param early whether it ended because {@link Trainer#patience} was over
 */
public record TrainingResult(
    Model model,
    Model best,
    int bestEpoch,
    List<EpochResult> history,
    boolean stopped,
    boolean early) {

  /** Copies the history. */
  public TrainingResult {
    history = List.copyOf(history);
  }
}
