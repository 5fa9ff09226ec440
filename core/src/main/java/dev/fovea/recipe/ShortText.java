package dev.fovea.recipe;

import dev.fovea.data.InputException;
import dev.fovea.model.Json;
import dev.fovea.model.Names;
import java.util.Map;

/**
 * Settings as a short text, for people and the command line: {@code cosine}, {@code step:10,0.1},
 * {@code warm-up:2,one-cycle:rise=0.2}. After the colon stand the fields, in their order or by
 * name.
 *
 * @param where what it is, for messages
 * @param family what it may be
 */
record ShortText(String where, Family family) {

  /** Fields that have a shorter name here. */
  private static final Map<String, String> SHORTER =
      Map.of(
          "rate", "learningRate",
          "decay", "weightDecay",
          "smoothing", "labelSmoothing");

  /**
   * The same as an object; its values are not checked.
   *
   * @throws InputException if it has an unknown name, or too many fields
   */
  Json.Obj read(String text) {
    int colon = text.indexOf(':');
    String word = (colon < 0 ? text : text.substring(0, colon)).strip();
    Form form =
        family.forms().stream()
            .filter(some -> some.word().equals(word))
            .findFirst()
            .orElseThrow(() -> family.unknown(where, word, Form::word));
    Json.Obj object = Family.type(form.type());
    String rest = colon < 0 ? "" : text.substring(colon + 1);
    int place = 0;
    while (!rest.isBlank()) {
      int comma = rest.indexOf(',');
      String part = (comma < 0 ? rest : rest.substring(0, comma)).strip();
      int equals = part.indexOf('=');
      String named = equals < 0 ? "" : name(part.substring(0, equals).strip(), form);
      if (!named.isEmpty()) {
        object = with(object, named, value(part.substring(equals + 1).strip()), text);
      } else {
        String field = place < form.fields().size() ? form.fields().get(place) : "";
        place++;
        if (field.equals(Form.REST)) {
          return with(object, field, Json.of(rest.strip()), text);
        }
        if (field.isEmpty() || equals >= 0) {
          throw tooMuch(part, form);
        }
        object = with(object, field, value(part), text);
      }
      rest = comma < 0 ? "" : rest.substring(comma + 1);
    }
    return object;
  }

  private static String name(String given, Form form) {
    String name = form.fields().contains(given) ? given : SHORTER.getOrDefault(given, "");
    return form.fields().contains(name) ? name : "";
  }

  private Json.Obj with(Json.Obj object, String field, Json value, String text) {
    if (object.get(field).isPresent()) {
      throw new InputException(
          "%s: %s says \"%s\" twice: leave one out".formatted(where, Names.quote(text), field));
    }
    return object.with(field, value);
  }

  private static Json value(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Json.of(text.equals("true"));
    }
    try {
      return new Json.Num(text);
    } catch (IllegalArgumentException _) {
      return Json.of(text);
    }
  }

  private InputException tooMuch(String part, Form form) {
    String known =
        form.fields().isEmpty()
            ? "nothing comes after it"
            : "after it come " + String.join(", ", form.fields());
    return new InputException(
        "%s: %s does not belong to %s: %s".formatted(where, Names.quote(part), form.word(), known));
  }
}
