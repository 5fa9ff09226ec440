package dev.fovea.model;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A JSON value as RFC 8259 defines it, immutable.
 *
 * <p>Every value that can be made can be written and, within the limits below, read back: a number
 * is always finite, a string always whole Unicode, a key never stands twice in one object.
 */
public sealed interface Json {

  /** Objects and arrays may stand inside each other this deep; read and written. */
  int MAX_DEPTH = 64;

  /** One text may hold this many values, keys not counted; read only. */
  int MAX_VALUES = 1_000_000;

  /**
   * An object.
   *
   * @param fields its values by key, in the order in which they are written; equality ignores the
   *     order
   */
  record Obj(Map<String, Json> fields) implements Json {

    /** An object without fields: where {@link #with} starts. */
    public static final Obj EMPTY = new Obj(Map.of());

    /**
     * Copies the fields.
     *
     * @throws IllegalArgumentException if a key holds half a surrogate pair
     */
    public Obj {
      Map<String, Json> copy = new LinkedHashMap<>(fields);
      copy.forEach(
          (key, value) -> {
            Names.requireUnicode(key);
            Objects.requireNonNull(value, key);
          });
      fields = Collections.unmodifiableMap(copy);
    }

    /** The same object with one field more at its end, or with a new value where the key stood. */
    public Obj with(String key, Json value) {
      Map<String, Json> more = new LinkedHashMap<>(fields);
      more.put(key, value);
      return new Obj(more);
    }

    /** The value of {@code key}, if there is one. */
    public Optional<Json> get(String key) {
      return Optional.ofNullable(fields.get(key));
    }
  }

  /**
   * An array.
   *
   * @param items its values in order
   */
  record Arr(List<Json> items) implements Json {

    /** Copies the items. */
    public Arr {
      items = List.copyOf(items);
    }
  }

  /**
   * A string.
   *
   * @param value its characters, any of Unicode
   */
  record Str(String value) implements Json {

    /**
     * Checks the characters.
     *
     * @throws IllegalArgumentException if they hold half a surrogate pair
     */
    public Str {
      Names.requireUnicode(value);
    }
  }

  /**
   * A number, kept as its decimal text so that no digit is lost.
   *
   * @param text as it is written: {@code 28}, {@code -0.1307}, {@code 1e-5}
   */
  record Num(String text) implements Json {

    /**
     * Checks the text.
     *
     * @throws IllegalArgumentException if it is no number of JSON
     */
    public Num {
      if (JsonNumbers.end(text, 0) != text.length()) {
        throw new IllegalArgumentException(Names.quote(text) + " is no number of JSON");
      }
    }

    /** The number if it is written as a whole number, without point or exponent, and fits. */
    public OptionalLong whole() {
      try {
        return OptionalLong.of(Long.parseLong(text));
      } catch (NumberFormatException _) {
        return OptionalLong.empty();
      }
    }

    /** The nearest double; empty if it is too large to be finite. */
    public OptionalDouble real() {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
  }

  /**
   * True or false.
   *
   * @param value which of them
   */
  record Bool(boolean value) implements Json {}

  /** The null of JSON; all are equal. */
  record Null() implements Json {}

  /** A string of {@code value}. */
  static Str of(String value) {
    return new Str(value);
  }

  /** A whole number. */
  static Num of(long value) {
    return new Num(Long.toString(value));
  }

  /**
   * A number, written as the shortest decimals that give {@code value} again: {@code 0.1}, {@code
   * 3}, {@code 1E-7}.
   *
   * @throws IllegalArgumentException if it is infinite or no number: JSON has no text for these
   */
  static Num of(double value) {
    return new Num(JsonNumbers.shortest(value));
  }

  /** True or false. */
  static Bool of(boolean value) {
    return new Bool(value);
  }

  /** An array of {@code items}. */
  static Arr of(List<? extends Json> items) {
    return new Arr(List.copyOf(items));
  }

  /**
   * Reads one value that fills the whole text.
   *
   * @throws dev.fovea.data.InputException if the text is no JSON, goes beyond the limits above, has
   *     a key twice in one object, or holds half a surrogate pair; the message gives the place
   */
  static Json parse(String text) {
    return new JsonParser(text).document();
  }

  /**
   * Reads one value that fills the whole text, encoded as UTF-8.
   *
   * @throws dev.fovea.data.InputException as {@link #parse(String)}, and for bytes that are no
   *     UTF-8
   */
  static Json parse(byte[] utf8) {
    return parse(JsonParser.decode(utf8));
  }

  /**
   * This value on one line, without spaces.
   *
   * @throws IllegalArgumentException if it is deeper than {@link #MAX_DEPTH}
   */
  default String compact() {
    return JsonWriter.write(this, false);
  }

  /**
   * This value for people: a line for each field, indented by 2 spaces; an array of plain values
   * stays on one line. No line break at the end.
   *
   * @throws IllegalArgumentException if it is deeper than {@link #MAX_DEPTH}
   */
  default String indented() {
    return JsonWriter.write(this, true);
  }

  /** The bytes of {@link #compact}, in UTF-8. */
  default byte[] bytes() {
    return compact().getBytes(StandardCharsets.UTF_8);
  }
}
