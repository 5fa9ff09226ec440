package dev.fovea.data;

import java.io.Serial;

/**
 * Something that the user gave cannot be used: a file, a folder or a value. The message is one
 * sentence that names it and says what to do.
 */
public final class InputException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** With the sentence for the user. */
  public InputException(String message) {
    super(message);
  }

  /** With the sentence for the user and what caused it. */
  public InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
