package dev.fovea.cli;

import dev.fovea.net.Network;
import dev.fovea.net.Node;
import dev.fovea.net.Summary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The table of a network as lines of text.
 *
 * <p>Names like {@code layer1.0.conv1} stand under their first part, {@code layer1}. A layer that
 * does not read the one before it says what it reads; there a name that begins with a dot has the
 * first part of its own. Where the lines would be wider than the terminal, the descriptions of
 * layers go on below, under the numbers too.
 */
final class SummaryTable {

  private static final List<String> HEAD =
      List.of("", "Layer", "Output", "Parameters", "Multiply-adds");
  private static final int NAME = 0;
  private static final int LAYER = 1;
  private static final int FIRST_NUMBER = 3;
  private static final int GAP = 2;
  private static final int SMALLEST = 18;

  /**
   * Cells of one row.
   *
   * @param name the first
   * @param layer the words of the second, which can be broken between them
   * @param rest the others
   */
  private record Row(String name, List<String> layer, List<String> rest) {}

  private SummaryTable() {}

  /** Lines of at most {@code width} characters, if that leaves room for all columns. */
  static List<String> lines(Network network, int width) {
    List<Row> rows = rows(network);
    int[] widths = new int[HEAD.size()];
    for (Row row : rows) {
      widths[NAME] = Math.max(widths[NAME], row.name().length());
      widths[LAYER] = Math.max(widths[LAYER], String.join(" ", row.layer()).length());
      for (int c = 0; c < row.rest().size(); c++) {
        widths[c + 2] = Math.max(widths[c + 2], row.rest().get(c).length());
      }
    }
    widths[NAME] = Math.min(widths[NAME], Math.max(SMALLEST, width / 3));
    int others = Arrays.stream(widths).sum() - widths[LAYER] + GAP * (widths.length - 1);
    widths[LAYER] = Math.min(widths[LAYER], Math.max(SMALLEST, width - others));
    List<String> lines = new ArrayList<>();
    for (Row row : rows) {
      lines.addAll(lines(row, widths));
    }
    String rule = "-".repeat(Arrays.stream(widths).sum() + GAP * (widths.length - 1));
    lines.add(lines(rows.getFirst(), widths).size(), rule);
    lines.add(lines.size() - 1, rule);
    return lines;
  }

  private static List<Row> rows(Network network) {
    Summary summary = Summary.of(network);
    List<Row> rows = new ArrayList<>();
    rows.add(new Row(HEAD.getFirst(), List.of(HEAD.get(LAYER)), HEAD.subList(2, HEAD.size())));
    rows.add(new Row("", List.of("Image"), List.of(network.input().toString(), "", "")));
    String group = "";
    for (int i = 0; i < summary.rows().size(); i++) {
      Summary.Row row = summary.rows().get(i);
      String now = network.nodes().get(i).group();
      if (!now.equals(group)) {
        group = now;
        if (!group.isEmpty()) {
          rows.add(new Row(group, List.of(), List.of()));
        }
      }
      String name = group.isEmpty() ? row.name() : "  " + row.name().substring(group.length() + 1);
      List<String> rest =
          List.of(row.output().toString(), count(row.parameters()), count(row.multiplyAdds()));
      rows.add(new Row(name, layer(network, row, i), rest));
    }
    rows.add(
        new Row(
            "",
            List.of("Together"),
            List.of(
                "",
                "%,d".formatted(summary.parameters()),
                "%,d".formatted(summary.multiplyAdds()))));
    return rows;
  }

  private static List<String> layer(Network network, Summary.Row row, int at) {
    String group = network.nodes().get(at).group();
    List<String> words = new ArrayList<>(List.of(row.layer().split("(?<=,) ", -1)));
    int inputs = row.inputs().size();
    if (inputs == 1 && row.inputs().getFirst() != at - 1) {
      words.set(words.size() - 1, words.getLast() + ",");
      words.add("from " + inputName(network, row.inputs().getFirst(), group));
    }
    for (int i = 0; inputs > 1 && i < inputs; i++) {
      String name = inputName(network, row.inputs().get(i), group);
      words.add((i == 0 ? "of " : "") + name + (i < inputs - 1 ? "," : ""));
    }
    return words;
  }

  private static String inputName(Network network, int input, String group) {
    if (input == Node.IMAGE) {
      return "image";
    }
    Node from = network.nodes().get(input);
    boolean near = !group.isEmpty() && from.group().equals(group);
    return near ? from.name().substring(group.length()) : from.name();
  }

  private static String count(long n) {
    return n == 0 ? "" : "%,d".formatted(n);
  }

  /** Texts to the left, numbers to the right; more lines where a text is broken. */
  private static List<String> lines(Row row, int[] widths) {
    List<String> names = cut(row.name(), widths[NAME]);
    int below = Arrays.stream(widths).sum() - widths[NAME] + GAP * (widths.length - 2);
    List<String> layers = broken(row.layer(), widths[LAYER], below);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < Math.max(names.size(), layers.size()); i++) {
      StringBuilder line = new StringBuilder();
      line.append(left(i < names.size() ? names.get(i) : "", widths[NAME]));
      line.append(" ".repeat(GAP));
      line.append(left(i < layers.size() ? layers.get(i) : "", widths[LAYER]));
      for (int c = 0; i == 0 && c < row.rest().size(); c++) {
        String cell = row.rest().get(c);
        String pad = " ".repeat(widths[c + 2] - cell.length());
        line.append(" ".repeat(GAP)).append(c + 2 < FIRST_NUMBER ? cell + pad : pad + cell);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** As many words on each line as it has room for; lines after the first stand further in. */
  private static List<String> broken(List<String> words, int first, int below) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : words) {
      for (String piece : cut(word, line.isEmpty() ? first : below - GAP)) {
        String longer = line.isEmpty() ? piece : line + " " + piece;
        if (longer.length() > (lines.isEmpty() ? first : below)) {
          lines.add(line);
          longer = " ".repeat(GAP) + piece;
        }
        line = longer;
      }
    }
    lines.add(line);
    return lines;
  }

  /** A text in pieces of at most {@code width} characters. */
  private static List<String> cut(String text, int width) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    while (text.length() - from > width) {
      int to = from + width;
      to -= Character.isHighSurrogate(text.charAt(to - 1)) ? 1 : 0;
      pieces.add(text.substring(from, to));
      from = to;
    }
    pieces.add(text.substring(from));
    return pieces;
  }
}
