package dev.fovea.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A table with a column for each of several things, in as many parts as the terminal needs. */
final class SideBySide {

  private static final int GAP = 2;

  /** A longer value is cut: the page has it whole. */
  private static final int MOST = 40;

  private SideBySide() {}

  /**
   * A row.
   *
   * @param name what stands before it
   * @param values one for each column
   */
  record Row(String name, List<String> values) {

    /** Copies the values. */
    Row {
      values = List.copyOf(values);
    }
  }

  /**
   * The lines.
   *
   * @param heads of the columns
   * @param rows each with as many values
   * @param width of the terminal; a part has at least one column
   */
  static List<String> lines(List<String> heads, List<Row> rows, int width) {
    int names = rows.stream().mapToInt(row -> shown(row.name()).length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    int from = 0;
    while (from < heads.size()) {
      int left = width - names;
      int to = from;
      while (to < heads.size() && (to == from || left >= GAP + widest(heads, rows, to))) {
        left -= GAP + widest(heads, rows, to);
        to++;
      }
      if (from > 0) {
        lines.add("");
      }
      lines.add(line("", heads.subList(from, to), heads, rows, from, names));
      for (Row row : rows) {
        lines.add(line(row.name(), row.values().subList(from, to), heads, rows, from, names));
      }
      from = to;
    }
    return lines;
  }

  private static String line(
      String name, List<String> cells, List<String> heads, List<Row> rows, int from, int names) {
    StringBuilder line = new StringBuilder(padded(shown(name), names));
    for (int c = 0; c < cells.size(); c++) {
      line.append(" ".repeat(GAP));
      line.append(padded(shown(cells.get(c)), widest(heads, rows, from + c)));
    }
    return line.toString().stripTrailing();
  }

  private static int widest(List<String> heads, List<Row> rows, int column) {
    return Stream.concat(
            Stream.of(heads.get(column)), rows.stream().map(row -> row.values().get(column)))
        .mapToInt(text -> shown(text).length())
        .max()
        .orElse(0);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** A file of a stranger's may hold what steers a terminal. */
  private static String shown(String text) {
    String plain = text.replace('\u00a0', ' ').replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= MOST ? plain : plain.substring(0, MOST - 3) + "...";
  }
}
