package dev.fovea.report.picture;

import java.util.Locale;

/**
 * Writes elements of SVG. Numbers have two decimals, so that the same network gives the same text.
 */
final class Svg {

  private final StringBuilder text = new StringBuilder();

  /** Adds text as it is, arguments put in by {@link String#format}, in no country's way. */
  @SuppressWarnings("AnnotateFormatMethod") // it comes from a library that we do without
  Svg add(String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments));
    return this;
  }

  /** What was written. */
  @Override
  public String toString() {
    return text.toString();
  }

  /**
   * A text that stays text wherever it is put: what has a meaning in SVG is escaped, and what SVG
   * cannot hold becomes the replacement character.
   */
  static String escaped(String words) {
    StringBuilder escaped = new StringBuilder();
    words.codePoints().forEach(c -> escape(c, escaped));
    return escaped.toString();
  }

  private static void escape(int c, StringBuilder to) {
    switch (c) {
      case '&' -> to.append("&amp;");
      case '<' -> to.append("&lt;");
      case '>' -> to.append("&gt;");
      case '"' -> to.append("&quot;");
      case '\'' -> to.append("&#39;");
      default -> {
        boolean held = c >= ' ' && !(c >= 0xD800 && c <= 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
        to.appendCodePoint(held ? c : 0xFFFD);
      }
    }
  }
}
