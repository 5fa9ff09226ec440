package dev.fovea.recipe;

import dev.fovea.model.Fields;
import dev.fovea.model.Json;
import dev.fovea.model.Names;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Choices between a few words, and things that may be none, as JSON. */
final class Words {

  private Words() {}

  static Json of(Enum<?> choice) {
    return Json.of(word(choice));
  }

  private static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The choice in a field, or {@code otherwise} where it is left out.
   *
   * @throws dev.fovea.data.InputException if it is none of {@code all}
   */
  static <E extends Enum<E>> E read(Fields fields, String name, E[] all, E otherwise) {
    return readOrNone(fields, name, all).orElse(otherwise);
  }

  static <E extends Enum<E>> Optional<E> readOrNone(Fields fields, String name, E[] all) {
    if (fields.some(name).isEmpty()) {
      return Optional.empty();
    }
    String text = fields.text(name);
    return Optional.of(
        Arrays.stream(all)
            .filter(some -> word(some).equals(text))
            .findFirst()
            .orElseThrow(
                () ->
                    fields.error(
                        "the field \"%s\" needs one of %s, not %s"
                            .formatted(
                                name,
                                String.join(", ", Arrays.stream(all).map(Words::word).toList()),
                                Names.quote(text)))));
  }

  /** The value, or null. */
  static Json orNull(Optional<? extends Json> value) {
    return value.isPresent() ? value.get() : new Json.Null();
  }

  static Json texts(List<String> texts) {
    return Json.of(texts.stream().map(Json::of).toList());
  }

  static List<String> texts(Fields fields, String name) {
    return fields.some(name).isPresent() ? fields.texts(name) : List.of();
  }

  static Json reals(List<Double> numbers) {
    return Json.of(numbers.stream().map(Json::of).toList());
  }

  static List<Double> reals(Fields fields, String name) {
    return fields.some(name).isPresent() ? fields.reals(name) : List.of();
  }
}
