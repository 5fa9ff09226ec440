package dev.fovea.train;

import dev.fovea.model.Model;
import java.util.List;
import java.util.function.Consumer;

/** Hears what happens while a network is trained, on the thread that trains. */
public interface TrainingListener {

  /** Before a training that is resumed goes on: the epochs that were whole before. */
  default void resumed(List<EpochResult> history) {}

  /**
   * After each batch.
   *
   * @param epoch from 1
   * @param batch from 1
   * @param batches how many an epoch has
   * @param loss mean loss of the batch, before its step
   */
  default void batch(int epoch, int batch, int batches, double loss) {}

  /** After each whole epoch, with the model as it is then. */
  default void epoch(EpochResult result, Model model) {}

  /** Hears of whole epochs only. */
  static TrainingListener onEpoch(Consumer<EpochResult> action) {
    return new TrainingListener() {
      @Override
      public void epoch(EpochResult result, Model model) {
        action.accept(result);
      }
    };
  }
}
