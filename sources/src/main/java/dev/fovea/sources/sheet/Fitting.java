package dev.fovea.sources.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Brings words into lines that are no wider than there is room. */
final class Fitting {

  /** More letters of one name are never seen; measuring them all would take long. */
  private static final int MOST_LETTERS = 200;

  private static final String BREAKS = " _-/.,:";

  private final double width;
  private final ToDoubleFunction<String> measure;

  /**
   * For one style.
   *
   * @param width the room of a line
   * @param measure the width of a piece of text
   */
  Fitting(double width, ToDoubleFunction<String> measure) {
    this.width = width;
    this.measure = measure;
  }

  /**
   * The words in at most {@code most} lines, broken after a space, an underscore and the like where
   * there is one. What does not fit is left out, and an ellipsis stands for it.
   */
  List<String> lines(String words, int most) {
    String rest = cut(printable(words).strip());
    List<String> lines = new ArrayList<>();
    while (lines.size() < most - 1 && measure.applyAsDouble(rest) > width) {
      int end = fitting(rest, "");
      if (end == 0) {
        break;
      }
      int at = end;
      while (at > 0 && BREAKS.indexOf(rest.charAt(at - 1)) < 0) {
        at--;
      }
      end = at > 0 ? at : end;
      lines.add(rest.substring(0, end).strip());
      rest = rest.substring(end).strip();
    }
    lines.add(shortened(rest));
    return lines;
  }

  /** The words in one line, with an ellipsis for what does not fit. */
  String shortened(String words) {
    return measure.applyAsDouble(words) <= width
        ? words
        : words.substring(0, fitting(words, "…")).strip() + "…";
  }

  /**
   * The words with a question mark for each character that has no shape, or would change the
   * direction of others.
   */
  static String printable(String words) {
    StringBuilder shown = new StringBuilder();
    words
        .codePoints()
        .limit(MOST_LETTERS + 1L)
        .map(
            c ->
                switch ((byte) Character.getType(c)) {
                  case Character.CONTROL,
                      Character.FORMAT,
                      Character.LINE_SEPARATOR,
                      Character.PARAGRAPH_SEPARATOR,
                      Character.SURROGATE ->
                      '?';
                  default -> c;
                })
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }

  private static String cut(String words) {
    return words.codePointCount(0, words.length()) <= MOST_LETTERS
        ? words
        : words.substring(0, words.offsetByCodePoints(0, MOST_LETTERS)) + "…";
  }

  /** How many characters fit with {@code end} behind them, never half a pair of them. */
  private int fitting(String words, String end) {
    int fits = 0;
    while (fits < words.length()) {
      int next = words.offsetByCodePoints(fits, 1);
      if (measure.applyAsDouble(words.substring(0, next) + end) > width) {
        break;
      }
      fits = next;
    }
    return fits;
  }
}
