package dev.fovea.bench;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** A Markdown table whose columns also stand under each other in plain text. */
final class TextTable {

  private TextTable() {}

  /**
   * Renders rows of equal length, the first being the header. Columns of words are aligned to the
   * left, columns of numbers to the right.
   */
  static String render(List<List<String>> rows) {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    boolean[] words = new boolean[columns];
    for (int c = 0; c < columns; c++) {
      int column = c;
      widths[c] = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
      words[c] = rows.stream().skip(1).anyMatch(row -> isWord(row.get(column)));
    }
    StringBuilder text = new StringBuilder();
    for (int r = 0; r < rows.size(); r++) {
      for (int c = 0; c < columns; c++) {
        String cell = rows.get(r).get(c);
        String gap = " ".repeat(widths[c] - cell.length());
        text.append("| ").append(words[c] ? cell + gap : gap + cell).append(' ');
      }
      text.append("|\n");
      if (r == 0) {
        for (int c = 0; c < columns; c++) {
          text.append('|').append("-".repeat(widths[c] + 1)).append(words[c] ? '-' : ':');
        }
        text.append("|\n");
      }
    }
    return text.toString();
  }

  /** A number with so many digits behind the point, or an empty cell. */
  static String number(int digits, OptionalDouble value) {
    return value.isEmpty()
        ? ""
        : String.format(Locale.ROOT, "%,." + digits + "f", value.getAsDouble());
  }

  private static boolean isWord(String cell) {
    return !cell.isEmpty() && Character.isLetter(cell.charAt(0));
  }
}
