package dev.fovea.cli;

import dev.fovea.train.LearningRateFinder.Curve;
import dev.fovea.train.LearningRateFinder.Point;
import java.util.ArrayList;
import java.util.List;

/** What {@code fovea train --find-lr} prints. */
final class LearningRateTable {

  private static final int ROWS = 20;

  private LearningRateTable() {}

  /** Every few batches of a search a line, and what to take. */
  static List<String> lines(Curve curve) {
    List<String> lines = new ArrayList<>();
    lines.add("%12s %10s %10s".formatted("rate", "loss", "smoothed"));
    List<Point> points = curve.points();
    int step = Math.max(1, (points.size() + ROWS - 1) / ROWS);
    for (int i = 0; i < points.size(); i += step) {
      Point point = points.get(i);
      lines.add("%12.3g %10.4f %10.4f".formatted(point.rate(), point.loss(), point.smoothed()));
    }
    lines.add("");
    lines.add(
        "Proposed: --lr %.2g, a tenth of the rate where the smoothed loss was least"
            .formatted(curve.suggestion()));
    return lines;
  }
}
