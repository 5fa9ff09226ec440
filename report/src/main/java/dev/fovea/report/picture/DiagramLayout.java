package dev.fovea.report.picture;

import dev.fovea.report.picture.NetworkBlocks.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Where the blocks of a diagram stand: in one row, or in as few rows of about the same length as
 * fit.
 *
 * @param places of each block
 * @param width of everything, in pixels
 * @param height of everything
 */
record DiagramLayout(List<Place> places, int width, int height) {

  /** Room above the blocks of a row for lines that pass over some of them. */
  static final double ARCS = 34;

  /** From one line of text to the next. */
  static final int LINE = 14;

  private static final int WIDEST = 1100;
  private static final int MARGIN = 26;
  private static final int NAME_LETTERS = 17;
  private static final int LETTERS = 18;

  /** About the width of a letter, in a name and elsewhere. */
  private static final double NAME_LETTER = 7.4;

  private static final double LETTER = 6.3;
  private static final double GAP = 22;
  private static final double BLOCKS = 132;

  /**
   * Of one block.
   *
   * @param row which one, from 0
   * @param x its middle
   * @param top the upper end of the blocks of its row
   * @param middle of the blocks of its row
   * @param text where its first line of text stands
   * @param lines its text, the name first
   */
  record Place(int row, double x, double top, double middle, double text, List<String> lines) {}

  /** Blocks from {@code from} up to but without {@code to}. */
  private record Row(int from, int to) {}

  /** Lays out blocks, of which there is at least one. */
  static DiagramLayout of(List<Block> blocks, ToDoubleFunction<Block> drawn) {
    List<List<String>> lines = new ArrayList<>();
    double[] widths = new double[blocks.size()];
    for (int i = 0; i < widths.length; i++) {
      lines.add(lines(blocks, i));
      widths[i] = Math.max(drawn.applyAsDouble(blocks.get(i)), width(lines.get(i))) + GAP;
    }
    List<Row> rows = even(widths);
    List<Place> places = new ArrayList<>();
    double widest = 0;
    double y = 0;
    for (int r = 0; r < rows.size(); r++) {
      Row row = rows.get(r);
      double top = y + (hasArc(blocks, row) ? ARCS : 0);
      double x = MARGIN;
      int most = 0;
      for (int i = row.from(); i < row.to(); i++) {
        double middle = top + BLOCKS / 2;
        places.add(new Place(r, x + widths[i] / 2, top, middle, top + BLOCKS + LINE, lines.get(i)));
        x += widths[i];
        most = Math.max(most, lines.get(i).size());
      }
      widest = Math.max(widest, x);
      y = top + BLOCKS + LINE * (most + 1) + GAP / 2;
    }
    return new DiagramLayout(
        List.copyOf(places), (int) Math.ceil(widest + MARGIN), (int) Math.ceil(y));
  }

  private static boolean hasArc(List<Block> blocks, Row row) {
    for (int i = row.from(); i < row.to(); i++) {
      for (int from : blocks.get(i).inputs()) {
        if (from >= row.from() && from != i - 1) {
          return true;
        }
      }
    }
    return false;
  }

  /** As few rows as can be, and then as short as that many allow. */
  private static List<Row> even(double[] widths) {
    double limit = WIDEST - 2 * MARGIN;
    List<Row> rows = rows(widths, limit);
    while (limit > GAP) {
      limit -= GAP;
      List<Row> shorter = rows(widths, limit);
      if (shorter.size() > rows.size()) {
        break;
      }
      rows = shorter;
    }
    return rows;
  }

  private static List<Row> rows(double[] widths, double limit) {
    List<Row> rows = new ArrayList<>();
    int from = 0;
    double sum = 0;
    for (int i = 0; i < widths.length; i++) {
      if (i > from && sum + widths[i] > limit) {
        rows.add(new Row(from, i));
        from = i;
        sum = 0;
      }
      sum += widths[i];
    }
    rows.add(new Row(from, widths.length));
    return rows;
  }

  private static List<String> lines(List<Block> blocks, int at) {
    Block block = blocks.get(at);
    List<String> lines = new ArrayList<>();
    lines.add(cut(block.name(), NAME_LETTERS));
    lines.addAll(wrapped(block.shape().toString()));
    block.notes().forEach(note -> lines.addAll(wrapped(note)));
    for (int from : block.inputs()) {
      if (from != at - 1) {
        lines.addAll(wrapped("from " + cut(blocks.get(from).name(), NAME_LETTERS)));
      }
    }
    if (block.parameters() > 0) {
      lines.addAll(wrapped(String.format(Locale.ROOT, "%,d parameters", block.parameters())));
    }
    return List.copyOf(lines);
  }

  private static double width(List<String> lines) {
    double width = lines.getFirst().length() * NAME_LETTER;
    for (String line : lines.subList(1, lines.size())) {
      width = Math.max(width, line.length() * LETTER);
    }
    return width;
  }

  /** A text that goes on as dots where it is longer than so many letters. */
  static String cut(String text, int letters) {
    int[] all = text.codePoints().toArray();
    return all.length <= letters ? text : new String(all, 0, letters - 1) + "\u2026";
  }

  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (longer.length() > LETTERS && !line.isEmpty()) {
        lines.add(line);
        longer = word;
      }
      line = cut(longer, LETTERS);
    }
    lines.add(line);
    return lines;
  }
}
