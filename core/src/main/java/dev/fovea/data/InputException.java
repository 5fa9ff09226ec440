package dev.fovea.data;

import java.io.Serial;

/**
 * Something that the user gave cannot be used: a file, a folder or a value. The message is one
 * sentence that names it and says what to do.
 *
 * <p>Words of a file that are in it may hold what a terminal obeys: control characters become the
 * replacement character.
 */
public final class InputException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** With the sentence for the user. */
  public InputException(String message) {
    super(shown(message));
  }

  /** With the sentence for the user and what caused it. */
  public InputException(String message, Throwable cause) {
    super(shown(message), cause);
  }

  private static String shown(String message) {
    int[] shown = message.codePoints().map(c -> Character.isISOControl(c) ? 0xFFFD : c).toArray();
    return new String(shown, 0, shown.length);
  }
}
