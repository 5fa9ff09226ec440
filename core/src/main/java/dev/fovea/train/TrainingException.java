package dev.fovea.train;

import java.io.Serial;

/** Training cannot go on. The message is one sentence that says where it ended and what to do. */
public final class TrainingException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** With the sentence for the user. */
  public TrainingException(String message) {
    super(message);
  }
}
