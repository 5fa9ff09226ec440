package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.data.Mnist;
import dev.fovea.model.Evaluation;
import dev.fovea.model.Json;
import dev.fovea.model.Model;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves beside its checkpoints. */
class RunFolderTest {

  private static final Dataset DIGITS = Mnist.train().slice(0, 100);
  private static final Network NETWORK =
      Network.of("line", new Shape(1, 28, 28), new Flatten(), new Dense(10));

  @TempDir private Path parent;

  private static TrainingResult run(Trainer trainer, RunFolder folder) {
    List<EpochResult> history = new ArrayList<>();
    trainer.listener(
        new TrainingListener() {
          @Override
          public void resumed(List<EpochResult> before) {
            history.addAll(before);
          }

          @Override
          public void epoch(EpochResult result, Model model) {
            history.add(result);
            folder.save(model, history, Metric.LOSS, Json.Obj.EMPTY);
          }
        });
    return trainer.checkpoints(folder).fit(DIGITS);
  }

  @Test
  void aLineForEachEpochAndTheLastFigures() throws IOException {
    RunFolder folder = RunFolder.at(parent.resolve("run"), false);
    Dataset test = Mnist.test().slice(0, 50);
    Trainer trainer = Trainer.of(NETWORK).batch(16).epochs(3).validation(0.2).test(test);
    TrainingResult result = run(trainer, folder);
    List<String> lines = Files.readAllLines(folder.history());
    assertThat(lines).hasSize(4);
    assertThat(lines.getFirst())
        .isEqualTo(
            "epoch,trainLoss,trainAccuracy,testLoss,testAccuracy,imagesPerSecond,seconds,"
                + "validationLoss,validationAccuracy,learningRate");
    EpochResult last = result.history().getLast();
    Evaluation validation = last.validation().orElseThrow();
    String[] row = lines.getLast().split(",", -1);
    assertThat(row).hasSize(10).startsWith("3", "" + last.trainLoss(), "" + last.trainAccuracy());
    assertThat(row[3]).isEqualTo("" + last.test().orElseThrow().loss());
    assertThat(row[7]).isEqualTo("" + validation.loss());
    assertThat(row[8]).isEqualTo("" + validation.accuracy());
    assertThat(row[9]).isEqualTo("0.01");
    Json.Obj metrics = (Json.Obj) Json.parse(Files.readString(folder.metrics()));
    assertThat(metrics.fields())
        .containsEntry("validationLoss", Json.of(validation.loss()))
        .containsEntry("validationTotal", Json.of(validation.total()))
        .containsEntry("testTotal", Json.of(50))
        .containsEntry("learningRate", Json.of(0.01));
    assertThat(folder.best()).isRegularFile();
    assertThat(folder.checkpoint()).isRegularFile();
  }

  /** The second run leaves what one run would have left, times aside. */
  @Test
  void aRunGoesOnInItsFolder() throws IOException {
    RunFolder whole = RunFolder.at(parent.resolve("whole"), false);
    run(Trainer.of(NETWORK).batch(16).epochs(3).validation(0.2), whole);
    Path path = parent.resolve("run");
    Trainer trainer = Trainer.of(NETWORK).batch(16).validation(0.2);
    run(trainer.epochs(1), RunFolder.at(path, false));
    RunFolder folder = RunFolder.resumed(path);
    run(trainer.epochs(3).resume(path), folder);
    assertThat(Files.readAllBytes(folder.model())).isEqualTo(Files.readAllBytes(whole.model()));
    assertThat(Files.readAllBytes(folder.best())).isEqualTo(Files.readAllBytes(whole.best()));
    assertThat(Files.readAllLines(folder.history()))
        .hasSize(4)
        .map(RunFolderTest::timeless)
        .isEqualTo(
            Files.readAllLines(whole.history()).stream().map(RunFolderTest::timeless).toList());
  }

  private static List<String> timeless(String line) {
    List<String> row = new ArrayList<>(List.of(line.split(",", -1)));
    row.subList(5, 7).clear();
    return row;
  }

  @Test
  void withoutMeasuringTheFieldsAreEmpty() throws IOException {
    RunFolder folder = RunFolder.at(parent.resolve("run"), false);
    run(Trainer.of(NETWORK).batch(16).epochs(1), folder);
    String[] row = Files.readAllLines(folder.history()).getLast().split(",", -1);
    assertThat(List.of(row[3], row[4], row[7], row[8])).containsOnly("");
    assertThat(folder.best()).doesNotExist();
  }

  @Test
  void aFolderWithACheckpointHoldsARun() throws IOException {
    Path folder = parent.resolve("run");
    Trainer.of(NETWORK).batch(16).epochs(1).checkpoints(folder).fit(DIGITS);
    assertThatThrownBy(() -> RunFolder.at(folder, false))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("already holds a run (last.checkpoint)");
  }
}
