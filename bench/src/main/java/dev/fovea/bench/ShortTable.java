package dev.fovea.bench;

import dev.fovea.bench.Figures.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A row for each heat: what Fovea does, and how many times that is what DJL does, as a Java user
 * gets it, and what the best of the frameworks does. oneDNN called directly is no framework.
 */
final class ShortTable {

  private static final String DJL = "djl";
  private static final List<String> FRAMEWORKS =
      List.of(DJL, "djl-malloc", "tensorflow", "pytorch", "javacpp");
  private static final List<String> HEADER =
      List.of(
          "network, batch",
          "training, images/s",
          "x DJL",
          "x best",
          "inference, images/s",
          "x DJL",
          "x best",
          "one image, us",
          "x DJL",
          "x best");

  private ShortTable() {}

  /** The table; nothing where there is nobody to compare with. */
  static String render(Figures figures, List<Heat> heats) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    for (Heat heat : heats) {
      if (best(figures, heat, Metric.TRAIN).isPresent()) {
        rows.add(row(figures, heat));
      }
    }
    return rows.size() == 1 ? "" : TextTable.render(rows);
  }

  private static List<String> row(Figures figures, Heat heat) {
    List<String> row = new ArrayList<>();
    row.add(heat.name().split(":", 2)[0] + ", " + heat.batch());
    add(row, figures, heat, Metric.TRAIN, 0);
    add(row, figures, heat, Metric.INFERENCE, 0);
    add(row, figures, heat, Metric.LATENCY, 1);
    return row;
  }

  private static void add(List<String> row, Figures figures, Heat heat, Metric metric, int digits) {
    row.add(TextTable.number(digits, figures.median(heat.name(), Figures.FOVEA, metric)));
    row.add(TextTable.number(2, figures.timesBetter(heat.name(), DJL, metric)));
    row.add(
        best(figures, heat, metric)
            .map(
                side ->
                    TextTable.number(2, figures.timesBetter(heat.name(), side, metric))
                        + " "
                        + side)
            .orElse(""));
  }

  /** The framework that Fovea is least ahead of. */
  private static Optional<String> best(Figures figures, Heat heat, Metric metric) {
    return FRAMEWORKS.stream()
        .filter(side -> figures.timesBetter(heat.name(), side, metric).isPresent())
        .min(
            Comparator.comparingDouble(
                side -> figures.timesBetter(heat.name(), side, metric).orElseThrow()));
  }
}
