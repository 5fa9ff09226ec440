package dev.fovea.train;

import dev.fovea.model.Model;
import java.util.List;

/**
 * What a training leaves.
 *
 * @param model the model after the last whole epoch
 * @param history one entry for each whole epoch
 * @param stopped whether it was stopped before its last epoch was whole
 */
public record TrainingResult(Model model, List<EpochResult> history, boolean stopped) {

  /** Copies the history. */
  public TrainingResult {
    history = List.copyOf(history);
  }
}
