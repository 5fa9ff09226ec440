package dev.fovea.sources.array;

import dev.fovea.data.InputException;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of an npy header, a Python dictionary: {@code {'descr': '<f4', 'fortran_order': False,
 * 'shape': (3, 4), }}. Only what numpy writes there is understood.
 */
final class NpyHeaderText {

  /** numpy's own limit is 64 axes; images have at most 4. */
  private static final int MOST_AXES = 64;

  private final String file;
  private final String text;
  private int at;

  NpyHeaderText(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /** The three entries of the dictionary. */
  record Fields(String descr, boolean fortran, List<Long> shape) {}

  Fields parse() {
    String descr = null;
    Boolean fortran = null;
    List<Long> shape = null;
    expect('{');
    while (!skip('}')) {
      String key = string();
      expect(':');
      switch (key) {
        case "descr" -> descr = type();
        case "fortran_order" -> fortran = truth();
        case "shape" -> shape = tuple();
        default -> throw broken("has an unknown entry '" + key + "'");
      }
      if (!skip(',')) {
        expect('}');
        break;
      }
    }
    if (descr == null || fortran == null || shape == null) {
      throw broken("lacks its type, its order or its shape");
    }
    return new Fields(descr, fortran, List.copyOf(shape));
  }

  private String type() {
    if (peek() == '[') {
      throw new InputException(
          file + " holds records of several fields: save one plain array of pixels");
    }
    return string();
  }

  private boolean truth() {
    peek();
    if (text.startsWith("False", at)) {
      at += 5;
      return false;
    }
    if (text.startsWith("True", at)) {
      at += 4;
      return true;
    }
    throw broken("says neither True nor False for its order");
  }

  private List<Long> tuple() {
    List<Long> numbers = new ArrayList<>();
    expect('(');
    while (!skip(')')) {
      numbers.add(number());
      if (numbers.size() > MOST_AXES) {
        throw broken("has too many axes");
      }
      if (!skip(',')) {
        expect(')');
        break;
      }
    }
    return numbers;
  }

  private long number() {
    peek();
    int from = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    String digits = text.substring(from, at);
    // Python 2 wrote 60000L.
    skip('L');
    if (digits.isEmpty() || digits.length() > 18) {
      throw broken("has no size where one must be");
    }
    return Long.parseLong(digits);
  }

  private String string() {
    char quote = peek();
    if (quote != '\'' && quote != '"') {
      throw broken("has no string where one must be");
    }
    int end = text.indexOf(quote, at + 1);
    if (end < 0) {
      throw broken("has a string without an end");
    }
    String string = text.substring(at + 1, end);
    at = end + 1;
    return string.length() > 40 ? string.substring(0, 40) : string;
  }

  private void expect(char c) {
    if (!skip(c)) {
      throw broken("lacks a '" + c + "'");
    }
  }

  private boolean skip(char c) {
    if (peek() != c) {
      return false;
    }
    at++;
    return true;
  }

  /** Skips spaces: the next character that is none; a newline at the end. */
  private char peek() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : '\n';
  }

  private InputException broken(String what) {
    return new InputException(
        "%s is damaged: its npy header %s (character %d); fetch it again"
            .formatted(file, printable(what), at));
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{C}", "?");
  }
}
