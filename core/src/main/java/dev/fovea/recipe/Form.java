package dev.fovea.recipe;

import java.util.List;

/**
 * One type of a family of settings.
 *
 * @param type what files call it, the name of its record: {@code StepDecay}
 * @param word what short texts call it: {@code step}
 * @param fields the names of its fields, in the order of short texts; one called {@link #REST}
 *     takes all that is left of such a text
 */
record Form(String type, String word, List<String> fields) {

  /** The field that takes a whole short text. */
  static final String REST = "then";

  static Form of(String type, String word, String... fields) {
    return new Form(type, word, List.of(fields));
  }
}
