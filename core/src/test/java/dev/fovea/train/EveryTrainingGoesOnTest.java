package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.model.ModelFile;
import dev.fovea.train.schedule.ReduceOnPlateau;
import dev.fovea.train.schedule.Schedule;
import dev.fovea.train.schedule.WarmUp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Trainings with everything there is, stopped and resumed through a file by another number of
 * threads, leave the model files of those that were not. {@link CheckpointTest} stops a few of them
 * at each batch.
 */
class EveryTrainingGoesOnTest {

  @TempDir private Path folder;

  static Stream<Arguments> trainings() {
    return EveryTrainingTest.trainings();
  }

  /** Within the first epoch, at its end or in the second one, as the batch is. */
  @ParameterizedTest
  @MethodSource("trainings")
  void fromTheFirstOrTheThirdBatch(Trainer trainer) throws IOException {
    TrainingResult expected = trainer.threads(1).fit(EveryTraining.images());
    for (int batch : new int[] {1, 3}) {
      assertSame(stoppedAfter(batch, trainer), expected, "stopped after batch " + batch);
    }
  }

  /** The rate has fallen twice when it stops, in the fourth epoch. */
  @Test
  void theRateIsThatOfTheEpochsBefore() throws IOException {
    Schedule plateau = new ReduceOnPlateau(0.5, 0, 0.9, 0);
    for (Schedule schedule : List.of(plateau, WarmUp.epochs(0.5, plateau))) {
      Trainer trainer = EveryTraining.all().get("probabilities").schedule(schedule).epochs(4);
      TrainingResult expected = trainer.threads(1).fit(EveryTraining.images());
      assertThat(expected.history())
          .extracting(EpochResult::learningRate)
          .containsExactly(0.01, 0.01, 0.005, 0.0025);
      assertSame(stoppedAfter(16, trainer), expected, schedule.toString());
    }
  }

  private TrainingResult stoppedAfter(int batches, Trainer trainer) throws IOException {
    Path run = Files.createTempDirectory(folder, "run");
    StopAfter stop = new StopAfter(batches);
    TrainingResult before =
        stop.in(trainer.copy()).threads(2).checkpoints(run).fit(EveryTraining.images());
    assertThat(before.stopped()).isTrue();
    return trainer.copy().threads(3).resume(run).fit(EveryTraining.images());
  }

  private void assertSame(TrainingResult actual, TrainingResult expected, String when)
      throws IOException {
    assertThat(actual.stopped()).as(when).isFalse();
    assertThat(actual.bestEpoch()).as(when).isEqualTo(expected.bestEpoch());
    Path other = folder.resolve("expected.safetensors");
    Path file = folder.resolve("actual.safetensors");
    ModelFile.write(expected.model(), other);
    ModelFile.write(actual.model(), file);
    assertThat(file).as(when).hasSameBinaryContentAs(other);
    ModelFile.write(expected.best(), other);
    ModelFile.write(actual.best(), file);
    assertThat(file).as("the best, " + when).hasSameBinaryContentAs(other);
  }
}
