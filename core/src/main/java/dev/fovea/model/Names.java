package dev.fovea.model;

import dev.fovea.data.InputException;

/**
 * The rules for text that comes from a file and goes into messages, tables and terminals, so that a
 * stranger's file can neither flood nor steer them.
 */
public final class Names {

  /** A name may have this many characters. */
  static final int MAX_LENGTH = 250;

  private static final int MAX_QUOTE = 60;

  private Names() {}

  /** In quotes, cut where it is long, with escapes for what a terminal would not show as it is. */
  public static String quote(String text) {
    int end = text.length();
    if (end > MAX_QUOTE) {
      end = Character.isHighSurrogate(text.charAt(MAX_QUOTE - 1)) ? MAX_QUOTE - 1 : MAX_QUOTE;
    }
    StringBuilder out = new StringBuilder("\"");
    text.substring(0, end)
        .codePoints()
        .forEach(
            c -> {
              if (isPrintable(c)) {
                out.appendCodePoint(c);
              } else {
                out.append("\\u%04x".formatted(c));
              }
            });
    return out.append(end < text.length() ? "\"..." : "\"").toString();
  }

  /**
   * Returns {@code name} if it can be shown on one line.
   *
   * @param what what it names, for the message: {@code class 3}
   * @throws InputException if it is empty, too long, or holds line breaks or control characters
   */
  public static String require(String name, String what) {
    if (name.isBlank()) {
      throw new InputException(what + " has an empty name");
    }
    if (name.length() > MAX_LENGTH) {
      throw new InputException(
          "%s has a name of %d characters, more than %d: %s"
              .formatted(what, name.length(), MAX_LENGTH, quote(name)));
    }
    if (!name.codePoints().allMatch(Names::isPrintable)) {
      throw new InputException(
          "%s has characters in its name that cannot be shown: %s".formatted(what, quote(name)));
    }
    return name;
  }

  /** Whether every surrogate stands in a pair. */
  static boolean isUnicode(String text) {
    return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  static void requireUnicode(String text) {
    if (!isUnicode(text)) {
      throw new IllegalArgumentException(quote(text) + " holds half a surrogate pair");
    }
  }

  /**
   * Not control characters, line and paragraph ends, lone surrogates, or the marks that turn the
   * direction of writing and so can make a line look like another.
   */
  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> !(c >= 0x202A && c <= 0x202E) && !(c >= 0x2066 && c <= 0x2069);
    };
  }
}
