package dev.fovea.recipe;

import dev.fovea.data.InputException;
import dev.fovea.model.Fields;
import dev.fovea.model.Json;
import dev.fovea.model.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Settings of which one is chosen by its type: an object with {@code "type"}, or a short text.
 *
 * @param what how messages call one: {@code an optimizer}
 * @param forms all types
 */
record Family(String what, List<Form> forms) {

  private static final String TYPE = "type";

  static Family of(String what, Form... forms) {
    return new Family(what, List.of(forms));
  }

  /** An object of that type, for writing. */
  static Json.Obj type(String type) {
    return Json.Obj.EMPTY.with(TYPE, Json.of(type));
  }

  /** The type that was read. */
  static String type(Fields fields) {
    return fields.text(TYPE);
  }

  /**
   * The fields of a value, with its {@link #type(Fields)}.
   *
   * @param where what it is, for messages
   * @throws InputException if it is neither an object with a known type and known fields, nor a
   *     short text
   */
  Fields read(String where, Json value) {
    Json object =
        value instanceof Json.Str(String text) ? new ShortText(where, this).read(text) : value;
    Fields fields = Fields.of(where, object);
    String type = type(fields);
    Form form =
        forms.stream()
            .filter(some -> some.type().equals(type))
            .findFirst()
            .orElseThrow(() -> unknown(where, type, Form::type));
    List<String> known = new ArrayList<>(List.of(TYPE));
    known.addAll(form.fields());
    fields.only(known.toArray(String[]::new));
    return fields;
  }

  /** The same of the value in a field. */
  Fields read(Fields parent, String name) {
    return read(parent.where() + ", " + name, parent.value(name));
  }

  InputException unknown(String where, String name, Function<Form, String> of) {
    return new InputException(
        "%s: %s is not %s: choose one of %s"
            .formatted(
                where,
                Names.quote(name),
                what,
                forms.stream().map(of).collect(Collectors.joining(", "))));
  }
}
