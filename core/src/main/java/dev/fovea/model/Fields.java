package dev.fovea.model;

import dev.fovea.data.InputException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * A JSON object whose fields are read by name and type. Each error says where, which field, and
 * what is wanted there: an {@link InputException}.
 *
 * @param where what the object describes, for messages: {@code network lenet, layer conv1}
 * @param object what is read
 */
public record Fields(String where, Json.Obj object) {

  /**
   * Reads {@code json} as an object.
   *
   * @throws InputException if it is none
   */
  public static Fields of(String where, Json json) {
    if (json instanceof Json.Obj object) {
      return new Fields(where, object);
    }
    throw new InputException(
        "%s: an object in braces is needed, not %s".formatted(where, shown(json)));
  }

  /** The same object under another description. */
  Fields at(String where) {
    return new Fields(where, object);
  }

  /**
   * Refuses fields that nobody would read: they are most likely misspelt.
   *
   * @throws InputException if there is a field that is not among {@code known}
   */
  public void only(String... known) {
    for (String key : object.fields().keySet()) {
      if (!Arrays.asList(known).contains(key)) {
        throw error(
            "the field %s is unknown; known are %s"
                .formatted(Names.quote(key), String.join(", ", known)));
      }
    }
  }

  /** The value of a field. */
  public Json value(String name) {
    return object.get(name).orElseThrow(() -> error("the field \"%s\" is missing".formatted(name)));
  }

  /** The value of a field that may be left out, or be null. */
  public Optional<Json> some(String name) {
    return object.get(name).filter(value -> !(value instanceof Json.Null));
  }

  /** The fields of the object in a field; none where it is left out. */
  public Fields inside(String name) {
    return of(where + ", " + name, object.get(name).orElse(Json.Obj.EMPTY));
  }

  /**
   * What {@code maker} makes of numbers that were read.
   *
   * @throws InputException if it refuses them, with its sentence behind the description
   */
  public <T> T make(Supplier<T> maker) {
    try {
      return maker.get();
    } catch (InputException | IllegalArgumentException e) {
      throw new InputException(where + ": " + e.getMessage(), e);
    }
  }

  /** The text in a field. */
  public String text(String name) {
    return text(name, value(name));
  }

  /** The text in a field, or {@code otherwise} where it is left out. */
  public String text(String name, String otherwise) {
    return object.get(name).map(value -> text(name, value)).orElse(otherwise);
  }

  /** A name as {@link Names#require} wants it. */
  String name(String name, String what) {
    return Names.require(text(name), what);
  }

  /** The whole number in a field. */
  public int whole(String name) {
    return whole(name, value(name));
  }

  /** The whole number in a field, or {@code otherwise} where it is left out. */
  public int whole(String name, int otherwise) {
    return object.get(name).map(value -> whole(name, value)).orElse(otherwise);
  }

  /** {@code value}, which stands in the field {@code name}, as an int. */
  int whole(String name, Json value) {
    if (value instanceof Json.Num number && number.whole().isPresent()) {
      long whole = number.whole().getAsLong();
      if (whole == (int) whole) {
        return (int) whole;
      }
    }
    throw wrong(name, "a whole number of at most %d".formatted(Integer.MAX_VALUE), value);
  }

  /** The whole number in a field that may be left out, or be null. */
  public OptionalInt wholeOrNone(String name) {
    return some(name).map(value -> OptionalInt.of(whole(name, value))).orElse(OptionalInt.empty());
  }

  /** The finite number in a field that may be left out, or be null. */
  public OptionalDouble realOrNone(String name) {
    return some(name)
        .map(value -> OptionalDouble.of(real(name, value)))
        .orElse(OptionalDouble.empty());
  }

  /** The whole number in a field, where it may be larger than an int. */
  public long large(String name) {
    if (value(name) instanceof Json.Num number && number.whole().isPresent()) {
      return number.whole().getAsLong();
    }
    throw wrong(name, "a whole number", value(name));
  }

  /** The finite number in a field. */
  public double real(String name) {
    return real(name, value(name));
  }

  /** The finite number in a field, or {@code otherwise} where it is left out. */
  public double real(String name, double otherwise) {
    return object.get(name).map(value -> real(name, value)).orElse(otherwise);
  }

  /** A list of finite numbers, or the only one. */
  public List<Double> reals(String name) {
    return value(name) instanceof Json.Arr(List<Json> items)
        ? items.stream().map(item -> real(name, item)).toList()
        : List.of(real(name));
  }

  /** True or false, or {@code otherwise} where the field is left out. */
  public boolean flag(String name, boolean otherwise) {
    return switch (object.get(name).orElse(new Json.Bool(otherwise))) {
      case Json.Bool(boolean value) -> value;
      case Json other -> throw wrong(name, "true or false", other);
    };
  }

  private double real(String name, Json value) {
    if (value instanceof Json.Num number && number.real().isPresent()) {
      return number.real().getAsDouble();
    }
    throw wrong(name, "a finite number", value);
  }

  /** The items of the list in a field. */
  public List<Json> list(String name) {
    Json value = value(name);
    if (value instanceof Json.Arr(List<Json> items)) {
      return items;
    }
    throw wrong(name, "a list in brackets", value);
  }

  /** A list of {@code count} whole numbers. */
  List<Integer> wholes(String name, int count) {
    List<Json> items = list(name);
    if (items.size() != count) {
      throw error("the field \"%s\" needs %d numbers, not %d".formatted(name, count, items.size()));
    }
    return items.stream().map(item -> whole(name, item)).toList();
  }

  /** A list of strings. */
  public List<String> texts(String name) {
    return list(name).stream().map(item -> text(name, item)).toList();
  }

  private String text(String name, Json value) {
    if (value instanceof Json.Str(String text)) {
      return text;
    }
    throw wrong(name, "text in quotes", value);
  }

  /** What is thrown where the object cannot be used: the description, and {@code what}. */
  public InputException error(String what) {
    return new InputException(where + ": " + what);
  }

  private InputException wrong(String name, String wanted, Json found) {
    // Where any field may stand, its name is the file's.
    return error(
        "the field %s needs %s, not %s".formatted(Names.quote(name), wanted, shown(found)));
  }

  private static String shown(Json json) {
    return switch (json) {
      case Json.Obj _ -> "an object";
      case Json.Arr _ -> "a list";
      case Json.Str(String value) -> "the text " + Names.quote(value);
      case Json.Num(String text) ->
          text.length() > 30 ? "a number of " + text.length() + " characters" : text;
      case Json.Bool(boolean value) -> String.valueOf(value);
      case Json.Null() -> "null";
    };
  }
}
