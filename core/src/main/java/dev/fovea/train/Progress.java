package dev.fovea.train;

import dev.fovea.data.InputException;
import dev.fovea.model.Evaluation;
import dev.fovea.model.Fields;
import dev.fovea.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far a training is, the numbers of the network left aside.
 *
 * @param epoch which one goes on, from 1; one more than there are when all are done
 * @param batch how many of its batches are done
 * @param steps of the optimizer so far
 * @param stepWeight the weight of the batches of the step that is not made yet
 * @param lossSum of the losses of the epoch's images so far
 * @param weightSum of their weights: how many there were
 * @param correct how many of these were predicted right
 * @param firstLoss the mean loss of the first batch of all; 0 before it
 * @param learningRate of the last step; 0 before it
 * @param seconds that the epoch took so far
 * @param history the epochs before
 */
record Progress(
    int epoch,
    int batch,
    long steps,
    double stepWeight,
    double lossSum,
    double weightSum,
    long correct,
    double firstLoss,
    double learningRate,
    double seconds,
    List<EpochResult> history) {

  static final Progress NONE = new Progress(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, List.of());

  /**
   * Checks the numbers.
   *
   * @throws InputException if they cannot be those of a training
   */
  Progress {
    history = List.copyOf(history);
    boolean counts = epoch >= 1 && batch >= 0 && steps >= 0 && correct >= 0;
    boolean sums = stepWeight >= 0 && weightSum >= 0 && seconds >= 0;
    if (!counts || !sums || history.size() != epoch - 1) {
      throw new InputException("its numbers contradict each other");
    }
    for (int i = 0; i < history.size(); i++) {
      if (history.get(i).epoch() != i + 1) {
        throw new InputException("its epochs do not follow each other");
      }
    }
  }

  Json.Obj write() {
    return Json.Obj.EMPTY
        .with("epoch", Json.of(epoch))
        .with("batch", Json.of(batch))
        .with("steps", Json.of(steps))
        .with("stepWeight", Json.of(stepWeight))
        .with("lossSum", Json.of(lossSum))
        .with("weightSum", Json.of(weightSum))
        .with("correct", Json.of(correct))
        .with("firstLoss", Json.of(firstLoss))
        .with("learningRate", Json.of(learningRate))
        .with("seconds", Json.of(seconds))
        .with("history", Json.of(history.stream().map(Progress::write).toList()));
  }

  private static Json.Obj write(EpochResult result) {
    Json.Obj json =
        Json.Obj.EMPTY
            .with("epoch", Json.of(result.epoch()))
            .with("trainLoss", Json.of(result.trainLoss()))
            .with("trainAccuracy", Json.of(result.trainAccuracy()))
            .with("learningRate", Json.of(result.learningRate()))
            .with("imagesPerSecond", Json.of(result.imagesPerSecond()))
            .with("seconds", Json.of(result.seconds()));
    json = with(json, "validation", result.validation());
    return with(json, "test", result.test());
  }

  private static Json.Obj with(Json.Obj json, String key, Optional<Evaluation> evaluation) {
    return evaluation
        .map(
            e ->
                json.with(
                    key,
                    Json.Obj.EMPTY
                        .with("loss", Json.of(e.loss()))
                        .with("correct", Json.of(e.correct()))
                        .with("total", Json.of(e.total()))))
        .orElse(json);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws InputException if something is missing or is not what it should be
   */
  static Progress read(Json json) {
    Fields fields = Fields.of("its state", json);
    List<EpochResult> history = new ArrayList<>();
    for (Json item : fields.list("history")) {
      history.add(result(Fields.of("an epoch", item)));
    }
    return new Progress(
        fields.whole("epoch"),
        fields.whole("batch"),
        fields.large("steps"),
        fields.real("stepWeight"),
        fields.real("lossSum"),
        fields.real("weightSum"),
        fields.large("correct"),
        fields.real("firstLoss"),
        fields.real("learningRate"),
        fields.real("seconds"),
        history);
  }

  private static EpochResult result(Fields fields) {
    return new EpochResult(
        fields.whole("epoch"),
        fields.real("trainLoss"),
        fields.real("trainAccuracy"),
        evaluation(fields, "validation"),
        evaluation(fields, "test"),
        fields.real("learningRate"),
        fields.real("imagesPerSecond"),
        fields.real("seconds"));
  }

  private static Optional<Evaluation> evaluation(Fields fields, String key) {
    return fields
        .object()
        .get(key)
        .map(json -> Fields.of("its " + key, json))
        .map(e -> new Evaluation(e.real("loss"), e.whole("correct"), e.whole("total")));
  }
}
