package dev.fovea.train;

import dev.fovea.model.Evaluation;
import dev.fovea.model.Json;
import dev.fovea.net.Network;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The figures of a run, as the texts of {@code history.csv} and {@code metrics.json}.
 *
 * @param best the epoch whose model is the result
 * @param test how well that does on the test data, if it was measured
 * @param facts what comes first in {@code metrics.json}
 */
record RunFigures(
    Network network,
    List<EpochResult> history,
    EpochResult best,
    Optional<Evaluation> test,
    Json.Obj facts) {

  /** A row for each epoch. */
  byte[] csv() {
    return History.of(history).csv();
  }

  /** Of the best epoch. */
  byte[] json() {
    Json.Obj json = facts.with("epochs", Json.of(history.size()));
    if (best.validation().isPresent()) {
      json = json.with("bestEpoch", Json.of(best.epoch()));
    }
    json =
        json.with("parameters", Json.of(network.parameterCount()))
            .with("trainLoss", Json.of(best.trainLoss()))
            .with("trainAccuracy", Json.of(best.trainAccuracy()))
            .with("learningRate", Json.of(best.learningRate()));
    json = with(with(json, "validation", best.validation()), "test", test);
    return (json.indented() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static Json.Obj with(Json.Obj json, String what, Optional<Evaluation> evaluation) {
    if (evaluation.isEmpty()) {
      return json;
    }
    Evaluation e = evaluation.get();
    return json.with(what + "Loss", Json.of(e.loss()))
        .with(what + "Accuracy", Json.of(e.accuracy()))
        .with(what + "Correct", Json.of(e.correct()))
        .with(what + "Total", Json.of(e.total()));
  }
}
