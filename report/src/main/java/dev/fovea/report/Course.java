package dev.fovea.report;

import dev.fovea.model.Json;
import dev.fovea.train.History;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * How a training went.
 *
 * @param words its length in words
 * @param charts curves over epochs
 * @param columns of the table
 * @param rows of the table
 * @param data of the charts, for the script
 */
record Course(String words, List<Chart> charts, List<String> columns, List<Row> rows, String data) {

  /**
   * A chart.
   *
   * @param id of its element
   * @param title what it shows
   * @param alternative the same in words
   */
  record Chart(String id, String title, String alternative) {}

  /** A row of the table. */
  record Row(int epoch, List<String> cells) {}

  /** A curve: a number for each epoch, not a number where there is none. */
  private record Curve(
      String name, boolean dashed, ToDoubleFunction<History.Row> at, DoubleFunction<String> text) {

    Curve(String name, ToDoubleFunction<History.Row> at, DoubleFunction<String> text) {
      this(name, false, at, text);
    }

    double of(History.Row row) {
      return at.applyAsDouble(row);
    }

    boolean isThere(History history) {
      return history.rows().stream().anyMatch(row -> Double.isFinite(of(row)));
    }
  }

  private static double or(OptionalDouble value) {
    return value.orElse(Double.NaN);
  }

  static Course of(History history) {
    List<Curve> loss =
        there(
            history,
            new Curve("training loss", History.Row::trainLoss, Texts::loss),
            new Curve("validation loss", row -> or(row.validationLoss()), Texts::loss),
            new Curve("test loss", true, row -> or(row.testLoss()), Texts::loss));
    List<Curve> accuracy =
        there(
            history,
            new Curve("training accuracy", History.Row::trainAccuracy, Texts::percent),
            new Curve("validation accuracy", row -> or(row.validationAccuracy()), Texts::percent),
            new Curve("test accuracy", true, row -> or(row.testAccuracy()), Texts::percent));
    List<Curve> rate =
        List.of(new Curve("learning rate", History.Row::learningRate, Texts::number));
    List<Curve> speed =
        List.of(
            new Curve(
                "images a second",
                History.Row::imagesPerSecond,
                value -> Texts.count(Math.round(value))));
    List<Chart> charts = new ArrayList<>();
    List<Json> specs = new ArrayList<>();
    if (history.rows().size() > 1) { // a point is no curve
      add("curve-loss", "Loss", loss, history, charts, specs);
      add("curve-accuracy", "Accuracy", accuracy, history, charts, specs);
      add("curve-rate", "Learning rate", rate, history, charts, specs);
      add("curve-speed", "Training images a second", speed, history, charts, specs);
    }
    List<Curve> all = new ArrayList<>(loss);
    all.addAll(accuracy);
    all.addAll(rate);
    all.addAll(speed);
    Json data =
        Json.Obj.EMPTY
            .with(
                "epochs",
                PageData.ints(history.rows().stream().mapToInt(History.Row::epoch).toArray()))
            .with("charts", Json.of(specs));
    return new Course(
        words(history),
        charts,
        all.stream().map(Curve::name).toList(),
        rows(history, all),
        PageData.json(data));
  }

  private static List<Curve> there(History history, Curve... curves) {
    return List.of(curves).stream().filter(curve -> curve.isThere(history)).toList();
  }

  private static void add(
      String id,
      String title,
      List<Curve> curves,
      History history,
      List<Chart> charts,
      List<Json> specs) {
    charts.add(new Chart(id, title, alternative(curves, history)));
    boolean percent = id.equals("curve-accuracy");
    specs.add(
        Json.Obj.EMPTY
            .with("id", Json.of(id))
            .with("percent", Json.of(percent))
            .with("fromZero", Json.of(!percent))
            .with(
                "series", Json.of(curves.stream().map(curve -> series(curve, history)).toList())));
  }

  private static Json series(Curve curve, History history) {
    DoubleStream values = history.rows().stream().mapToDouble(curve::of);
    return Json.Obj.EMPTY
        .with("name", Json.of(curve.name()))
        .with("dashed", Json.of(curve.dashed()))
        .with("values", PageData.numbers(values));
  }

  private static String alternative(List<Curve> curves, History history) {
    History.Row first = history.rows().getFirst();
    History.Row last = history.rows().getLast();
    List<String> sentences = new ArrayList<>();
    for (Curve curve : curves) {
      sentences.add(
          "%s from %s in epoch %d to %s in epoch %d"
              .formatted(
                  curve.name(),
                  text(curve, first),
                  first.epoch(),
                  text(curve, last),
                  last.epoch()));
    }
    return "Curves over epochs: " + String.join("; ", sentences) + ". The table below has all.";
  }

  private static String text(Curve curve, History.Row row) {
    double value = curve.of(row);
    return Double.isFinite(value) ? curve.text().apply(value) : "none";
  }

  private static List<Row> rows(History history, List<Curve> curves) {
    return history.rows().stream()
        .map(row -> new Row(row.epoch(), curves.stream().map(c -> text(c, row)).toList()))
        .toList();
  }

  private static String words(History history) {
    double seconds = history.rows().stream().mapToDouble(History.Row::seconds).sum();
    int epochs = history.rows().size();
    return "%d epoch%s in %s.".formatted(epochs, epochs == 1 ? "" : "s", Texts.seconds(seconds));
  }
}
