package dev.fovea.train;

import java.io.Serial;
import java.util.Optional;

/**
 * Training cannot go on. The message is one sentence that says where it ended and what to do; what
 * was reached before is not lost.
 */
public final class TrainingException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient TrainingResult result;

  /**
   * With the sentence for the user.
   *
   * @param result the whole epochs and their models
   */
  public TrainingException(String message, TrainingResult result) {
    super(message);
    this.result = result;
  }

  /** The epochs that were whole, with the last and the best model; empty if none was. */
  public Optional<TrainingResult> result() {
    return Optional.ofNullable(result).filter(some -> !some.history().isEmpty());
  }
}
