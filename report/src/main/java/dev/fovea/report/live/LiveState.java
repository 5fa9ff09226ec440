package dev.fovea.report.live;

import dev.fovea.model.Json;
import dev.fovea.train.History;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * How far a run is at one moment.
 *
 * @param phase what it does
 * @param epochs how many there will be at most, if that is known
 * @param batch how far the epoch that goes on is, if that is known
 * @param history the epochs that are whole
 * @param report whether its report is there
 * @param problem why the numbers cannot be read, if so
 */
public record LiveState(
    Phase phase,
    OptionalInt epochs,
    Optional<Batch> batch,
    History history,
    boolean report,
    Optional<String> problem) {

  /** More points than this a chart cannot show. */
  private static final int MOST_ROWS = 1000;

  /** What a run does. */
  public enum Phase {
    /** It trains. */
    TRAINING,
    /** Its training has ended, and its report is being made. */
    REPORTING,
    /** Its training has ended. */
    ENDED
  }

  /**
   * How far an epoch is.
   *
   * @param epoch from 1
   * @param batch from 1
   * @param batches how many an epoch has
   */
  public record Batch(int epoch, int batch, int batches) {}

  /**
   * What the page is told. Of a long history some epochs are left out, the last one never.
   *
   * @param name what the run is called
   */
  Json.Obj json(String name) {
    List<History.Row> rows = thinned(history.rows());
    return Json.Obj.EMPTY
        .with("name", Json.of(name))
        .with("state", Json.of(phase.name().toLowerCase(Locale.ROOT)))
        .with("epochs", epochs.isPresent() ? Json.of(epochs.getAsInt()) : new Json.Null())
        .with("batch", batch.<Json>map(LiveState::json).orElse(new Json.Null()))
        .with("report", Json.of(report))
        .with("problem", problem.<Json>map(Json::of).orElse(new Json.Null()))
        .with(
            "history",
            Json.Obj.EMPTY
                .with("epoch", Json.of(rows.stream().map(row -> Json.of(row.epoch())).toList()))
                .with("trainLoss", column(rows, row -> OptionalDouble.of(row.trainLoss())))
                .with("trainAccuracy", column(rows, row -> OptionalDouble.of(row.trainAccuracy())))
                .with("validationLoss", column(rows, History.Row::validationLoss))
                .with("validationAccuracy", column(rows, History.Row::validationAccuracy))
                .with("testLoss", column(rows, History.Row::testLoss))
                .with("testAccuracy", column(rows, History.Row::testAccuracy))
                .with("learningRate", column(rows, row -> OptionalDouble.of(row.learningRate())))
                .with(
                    "imagesPerSecond",
                    column(rows, row -> OptionalDouble.of(row.imagesPerSecond())))
                .with("seconds", column(rows, row -> OptionalDouble.of(row.seconds()))));
  }

  private static Json.Obj json(Batch batch) {
    return Json.Obj.EMPTY
        .with("epoch", Json.of(batch.epoch()))
        .with("batch", Json.of(batch.batch()))
        .with("batches", Json.of(batch.batches()));
  }

  private static Json column(List<History.Row> rows, Function<History.Row, OptionalDouble> value) {
    return Json.of(rows.stream().map(row -> number(value.apply(row))).toList());
  }

  private static Json number(OptionalDouble value) {
    return value.isPresent() && Double.isFinite(value.getAsDouble())
        ? Json.of(value.getAsDouble())
        : new Json.Null();
  }

  private static List<History.Row> thinned(List<History.Row> rows) {
    int every = (rows.size() + MOST_ROWS - 1) / MOST_ROWS;
    return every < 2
        ? rows
        : rows.stream()
            .filter(row -> row.epoch() % every == 0 || row.epoch() == rows.size())
            .toList();
  }
}
