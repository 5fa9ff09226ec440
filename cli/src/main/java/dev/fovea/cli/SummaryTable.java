package dev.fovea.cli;

import dev.fovea.net.Network;
import dev.fovea.net.Summary;
import java.util.ArrayList;
import java.util.List;

/** The table of a network as lines of text. */
final class SummaryTable {

  private static final List<String> HEAD =
      List.of("", "Layer", "Output", "Parameters", "Multiply-adds");

  private SummaryTable() {}

  static List<String> lines(Network network) {
    Summary summary = Summary.of(network);
    List<List<String>> cells = new ArrayList<>();
    cells.add(HEAD);
    cells.add(List.of("", "Image", network.input().toString(), "", ""));
    for (Summary.Row row : summary.rows()) {
      cells.add(
          List.of(
              row.name(),
              row.layer(),
              row.output().toString(),
              count(row.parameters()),
              count(row.multiplyAdds())));
    }
    cells.add(
        List.of(
            "",
            "Together",
            "",
            "%,d".formatted(summary.parameters()),
            "%,d".formatted(summary.multiplyAdds())));
    return align(cells);
  }

  private static String count(long n) {
    return n == 0 ? "" : "%,d".formatted(n);
  }

  /** Texts to the left, numbers to the right, a rule under the head and above the sum. */
  private static List<String> align(List<List<String>> cells) {
    int[] width = new int[HEAD.size()];
    for (List<String> row : cells) {
      for (int c = 0; c < width.length; c++) {
        width[c] = Math.max(width[c], row.get(c).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : cells) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < width.length; c++) {
        String pad = " ".repeat(width[c] - row.get(c).length());
        line.append(c == 0 ? "" : "  ").append(c < 3 ? row.get(c) + pad : pad + row.get(c));
      }
      lines.add(line.toString().stripTrailing());
    }
    String rule = "-".repeat(lines.getFirst().length());
    lines.add(1, rule);
    lines.add(lines.size() - 1, rule);
    return lines;
  }
}
