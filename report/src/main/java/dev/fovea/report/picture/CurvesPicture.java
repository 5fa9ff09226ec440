package dev.fovea.report.picture;

import dev.fovea.data.InputException;
import dev.fovea.train.History;
import dev.fovea.train.History.Row;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;

/** How a training went: loss and accuracy of each epoch, beside each other. */
public final class CurvesPicture {

  private static final int WIDTH = 560;
  private static final int HEIGHT = 420;

  /** With more epochs dots would hide the lines. */
  private static final int MOST_DOTS = 40;

  private static final Color TRAINING = Palette.of(0);
  private static final Color VALIDATION = Palette.of(6);
  private static final Color TEST = Palette.of(4);

  private CurvesPicture() {}

  /** What of an epoch is drawn, and where there is room for the names of the lines. */
  private record Measure(
      String title,
      String unit,
      double scale,
      LegendPosition legend,
      ToDoubleFunction<Row> training,
      Function<Row, OptionalDouble> validation,
      Function<Row, OptionalDouble> test) {

    /** Where an axis from 0 may end that has to hold one epoch. */
    double most(Row row) {
      double loss = Math.max(training.applyAsDouble(row), validation.apply(row).orElse(0));
      return scale == 1 ? Math.max(1, 1.2 * Math.max(loss, test.apply(row).orElse(0))) : scale;
    }
  }

  private static final Measure LOSS =
      new Measure(
          "Loss of each epoch",
          "loss",
          1,
          LegendPosition.InsideNE,
          Row::trainLoss,
          Row::validationLoss,
          Row::testLoss);
  private static final Measure ACCURACY =
      new Measure(
          "Accuracy of each epoch",
          "accuracy (%)",
          100,
          LegendPosition.InsideSE,
          Row::trainAccuracy,
          Row::validationAccuracy,
          Row::testAccuracy);

  /**
   * Draws a history, 2,240 x 840 pixels.
   *
   * @throws InputException if it has no epoch, or there are no fonts
   */
  public static BufferedImage of(History history) {
    if (history.rows().isEmpty()) {
      throw new InputException("the history has no epoch: let the training finish one first");
    }
    return Charts.draw(
        2 * WIDTH, HEIGHT, () -> List.of(chart(history, LOSS), chart(history, ACCURACY)));
  }

  private static XYChart chart(History history, Measure measure) {
    XYChart chart = Charts.xy(measure.title(), "epoch", measure.unit(), WIDTH, HEIGHT);
    List<Row> rows = history.rows();
    add(
        chart,
        "training",
        rows,
        row -> OptionalDouble.of(measure.training().applyAsDouble(row)),
        measure.scale(),
        TRAINING);
    add(chart, "validation", rows, measure.validation(), measure.scale(), VALIDATION);
    add(chart, "test", rows, measure.test(), measure.scale(), TEST);
    // Of epochs there are no halves.
    chart
        .getStyler()
        .setXAxisTickLabelsFormattingFunction(
            x -> x == Math.rint(x) ? String.valueOf(Math.round(x)) : "");
    chart.getStyler().setXAxisMin(Math.min(1.0, rows.getFirst().epoch()));
    chart.getStyler().setXAxisMax(Math.max(2.0, rows.getLast().epoch()));
    if (rows.size() == 1) { // points alone leave the axis without an end
      chart.getStyler().setYAxisMin(0.0);
      chart.getStyler().setYAxisMax(measure.most(rows.getFirst()));
    }
    chart.getStyler().setMarkerSize(6);
    chart.getStyler().setLegendPosition(measure.legend());
    return chart;
  }

  /** Adds a line of the epochs that have this number, if any has. */
  private static void add(
      XYChart chart,
      String name,
      List<Row> rows,
      Function<Row, OptionalDouble> value,
      double scale,
      Color colour) {
    List<Row> known = rows.stream().filter(row -> value.apply(row).isPresent()).toList();
    if (!known.isEmpty()) {
      Charts.line(
          chart,
          name,
          known.stream().mapToDouble(Row::epoch).toArray(),
          known.stream().mapToDouble(row -> value.apply(row).getAsDouble() * scale).toArray(),
          colour,
          rows.size() <= MOST_DOTS);
    }
  }
}
