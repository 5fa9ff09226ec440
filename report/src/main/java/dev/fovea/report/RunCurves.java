package dev.fovea.report;

import dev.fovea.model.Json;
import dev.fovea.train.History;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The curves of several trainings over each other: a chart for each quantity, a line for each. */
final class RunCurves {

  /** A quantity that is measured in each epoch. */
  private record Quantity(
      String title, boolean percent, Function<History.Row, OptionalDouble> at) {}

  private static final List<Quantity> QUANTITIES =
      List.of(
          new Quantity("Training loss", false, row -> OptionalDouble.of(row.trainLoss())),
          new Quantity("Training accuracy", true, row -> OptionalDouble.of(row.trainAccuracy())),
          new Quantity("Validation loss", false, History.Row::validationLoss),
          new Quantity("Validation accuracy", true, History.Row::validationAccuracy),
          new Quantity("Test loss", false, History.Row::testLoss),
          new Quantity("Test accuracy", true, History.Row::testAccuracy));

  private RunCurves() {}

  /**
   * A chart, and the same numbers as a table.
   *
   * @param id of its element
   * @param title what it shows
   * @param percent whether its numbers are shares
   * @param curves of each run that has such numbers
   */
  record Chart(String id, String title, boolean percent, List<Curve> curves) {

    /** The chart in words. */
    String alternative() {
      DoubleFunction<String> text = percent ? Texts::percent : Texts::loss;
      List<String> sentences =
          curves.stream()
              .map(
                  curve ->
                      "%s from %s to %s"
                          .formatted(
                              curve.run(),
                              text.apply(curve.known().findFirst().orElseThrow()),
                              text.apply(curve.values()[curve.last()])))
              .toList();
      return "Curves over epochs: " + String.join("; ", sentences) + ". The table below has all.";
    }

    /** Rows of the table. */
    List<Row> rows() {
      int epochs = curves.stream().mapToInt(curve -> curve.values().length).max().orElse(0);
      return IntStream.range(0, epochs)
          .mapToObj(e -> new Row(e + 1, curves.stream().map(curve -> cell(curve, e)).toList()))
          .toList();
    }

    private String cell(Curve curve, int epoch) {
      if (epoch >= curve.values().length || Double.isNaN(curve.values()[epoch])) {
        return "";
      }
      return percent ? Texts.percent(curve.values()[epoch]) : Texts.loss(curve.values()[epoch]);
    }
  }

  /**
   * A row of the table.
   *
   * @param epoch its number
   * @param cells one for each curve; empty where it has no such number
   */
  record Row(int epoch, List<String> cells) {}

  /**
   * The numbers of a run.
   *
   * @param run its name
   * @param number its place among the runs, which gives its colour
   * @param values for each epoch, from the first; not a number where there is none
   */
  record Curve(String run, int number, double[] values) {

    private DoubleStream known() {
      return DoubleStream.of(values).filter(value -> !Double.isNaN(value));
    }

    private int last() {
      int last = values.length - 1;
      while (Double.isNaN(values[last])) {
        last--;
      }
      return last;
    }
  }

  /** The charts of the quantities that at least one run has. */
  static List<Chart> of(List<ComparedRun> runs) {
    List<Chart> charts = new ArrayList<>();
    for (Quantity quantity : QUANTITIES) {
      List<Curve> curves = new ArrayList<>();
      for (int r = 0; r < runs.size(); r++) {
        double[] values =
            runs.get(r).history().map(History::rows).orElse(List.of()).stream()
                .mapToDouble(row -> quantity.at().apply(row).orElse(Double.NaN))
                .toArray();
        if (DoubleStream.of(values).anyMatch(value -> !Double.isNaN(value))) {
          curves.add(new Curve(runs.get(r).name(), r, values));
        }
      }
      if (!curves.isEmpty()) {
        charts.add(
            new Chart("curve-" + charts.size(), quantity.title(), quantity.percent(), curves));
      }
    }
    return charts;
  }

  /** What the script draws. */
  static String data(List<ComparedRun> runs, List<Chart> charts) {
    int epochs =
        runs.stream()
            .mapToInt(run -> run.history().map(history -> history.rows().size()).orElse(0))
            .max()
            .orElse(0);
    return PageData.json(
        Json.Obj.EMPTY
            .with("epochs", PageData.ints(IntStream.rangeClosed(1, epochs).toArray()))
            .with("charts", Json.of(charts.stream().map(RunCurves::json).toList())));
  }

  private static Json json(Chart chart) {
    return Json.Obj.EMPTY
        .with("id", Json.of(chart.id()))
        .with("percent", Json.of(chart.percent()))
        .with("fromZero", Json.of(!chart.percent()))
        .with("series", Json.of(chart.curves().stream().map(RunCurves::json).toList()));
  }

  private static Json json(Curve curve) {
    return Json.Obj.EMPTY
        .with("name", Json.of(curve.run()))
        .with("run", Json.of(curve.number()))
        .with("values", PageData.numbers(DoubleStream.of(curve.values())));
  }
}
