package dev.fovea.recipe;

import dev.fovea.model.Names;
import java.util.List;

/**
 * What people should know of a recipe; no number depends on it.
 *
 * @param name what it is called: {@code lenet}
 * @param about what it is and where it comes from, on one line; may be empty
 * @param notes where its source is silent, or what else to know, a sentence each
 */
public record About(String name, String about, List<String> notes) {

  /**
   * Copies the notes.
   *
   * @throws dev.fovea.data.InputException if the name is empty, or a text has line breaks or
   *     control characters
   */
  public About {
    Names.require(name, "the recipe");
    line(about, "about");
    notes = List.copyOf(notes);
    notes.forEach(note -> line(note, "a note"));
  }

  private static void line(String text, String what) {
    if (text.codePoints().anyMatch(Character::isISOControl)) {
      throw new dev.fovea.data.InputException(
          "%s has line breaks or control characters: %s".formatted(what, Names.quote(text)));
    }
  }
}
