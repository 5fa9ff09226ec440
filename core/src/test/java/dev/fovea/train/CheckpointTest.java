package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.Dataset;
import dev.fovea.data.ImageStream;
import dev.fovea.data.InputException;
import dev.fovea.data.Mnist;
import dev.fovea.data.augment.Rotate;
import dev.fovea.data.augment.Shift;
import dev.fovea.model.Model;
import dev.fovea.model.ModelFile;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.train.optimizer.Adam;
import dev.fovea.train.optimizer.Sgd;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A training that was stopped, at any batch, and resumed is the one that was not. */
class CheckpointTest {

  private static final int EPOCHS = 3;
  private static final Dataset DIGITS = Mnist.train().slice(0, 150);
  private static final Dataset OTHERS = Mnist.train().slice(200, 250);
  private static final Network NETWORK =
      Network.of(
          "small",
          new Shape(1, 28, 28),
          new Conv2d(3, 5),
          new MaxPool2d(4),
          new Relu(),
          new Flatten(),
          new Dropout(0.3),
          new Dense(10));

  @TempDir private Path folder;

  /** Ten batches an epoch; the last one has 6 images. */
  private static Trainer momentum() {
    return Trainer.of(NETWORK)
        .optimizer(new Sgd(0.1, 0.9))
        .batch(16)
        .epochs(EPOCHS)
        .threads(1)
        .augment(new Shift(2), new Rotate(10));
  }

  /** 135 of the images in nine batches, so that three steps an epoch have four or one of them. */
  private static Trainer everything() {
    return Trainer.of(NETWORK)
        .optimizer(new Adam(0.003))
        .batch(16)
        .epochs(EPOCHS)
        .threads(1)
        .validation(0.1)
        .chooseBy(Metric.ACCURACY)
        .patience(2)
        .accumulate(4)
        .average(0.9)
        .sampling(Sampling.balanced())
        .augment(new Shift(2));
  }

  static Stream<Arguments> trainings() {
    Supplier<Trainer> streamed = () -> momentum().window(48).validation(OTHERS).average(0.8);
    return Stream.of(
        training("momentum, dropout, augmentation", CheckpointTest::momentum, false),
        training("Adam and every option", CheckpointTest::everything, false),
        training("from disk, in windows", streamed, true));
  }

  private static Arguments training(String name, Supplier<Trainer> trainer, boolean streamed) {
    return Arguments.argumentSet(name, trainer, streamed);
  }

  private static TrainingResult fit(Trainer trainer, boolean streamed) {
    ImageStream stream = new FakeStream(DIGITS);
    return streamed ? trainer.fit(stream) : trainer.fit(DIGITS);
  }

  /** Stops before batch {@code batch}, counted over all epochs from 0. */
  private static Trainer stopped(Trainer trainer, int batch) {
    return new StopAfter(batch).in(trainer);
  }

  @ParameterizedTest
  @MethodSource("trainings")
  void resumedAnywhere(Supplier<Trainer> trainer, boolean streamed) {
    TrainingResult expected = fit(trainer.get().threads(1), streamed);
    for (int batch : new int[] {0, 6, 10, 13, 26}) {
      Path run = folder.resolve("run-" + batch);
      TrainingResult before =
          fit(stopped(trainer.get().threads(2).checkpoints(run), batch), streamed);
      assertThat(before.stopped()).isTrue();
      TrainingResult after =
          fit(trainer.get().threads(1 + batch % 3).checkpoints(run).resume(run), streamed);
      assertSame(after, expected, "stopped before batch " + batch);
    }
  }

  /** Each time it makes a single batch. */
  @ParameterizedTest
  @MethodSource("trainings")
  void stoppedAtEachBatch(Supplier<Trainer> trainer, boolean streamed) {
    TrainingResult expected = fit(trainer.get().epochs(2), streamed);
    TrainingResult result = fit(stopped(trainer.get().epochs(2).checkpoints(folder), 1), streamed);
    int runs = 1;
    while (result.stopped()) {
      Trainer next = trainer.get().epochs(2).checkpoints(folder).resume(folder);
      TrainingResult before = result;
      result = fit(stopped(next, 1), streamed);
      assertThat(result.history().size())
          .isBetween(before.history().size(), before.history().size() + 1);
      if (result.history().size() == before.history().size()) {
        assertThat(result.model().parameters()).isEqualTo(before.model().parameters());
        assertThat(result.best().parameters()).isEqualTo(before.best().parameters());
      }
      runs++;
    }
    assertThat(runs).isBetween(17, 20);
    assertSame(result, expected, "after " + runs + " runs");
  }

  private static void assertSame(TrainingResult actual, TrainingResult expected, String when) {
    assertThat(actual.stopped()).as(when).isFalse();
    assertThat(actual.early()).as(when).isEqualTo(expected.early());
    assertThat(actual.bestEpoch()).as(when).isEqualTo(expected.bestEpoch());
    assertThat(timeless(actual)).as(when).isEqualTo(timeless(expected));
    assertThat(actual.model().parameters()).as(when).isEqualTo(expected.model().parameters());
    assertThat(actual.best().parameters()).as(when).isEqualTo(expected.best().parameters());
  }

  private static List<EpochResult> timeless(TrainingResult result) {
    return result.history().stream()
        .map(
            e ->
                new EpochResult(
                    e.epoch(),
                    e.trainLoss(),
                    e.trainAccuracy(),
                    e.validation(),
                    e.test(),
                    e.learningRate(),
                    0,
                    0))
        .toList();
  }

  /** As when the power goes: nothing is told that it ends. */
  @Test
  void diesInTheMiddle() {
    TrainingResult expected = momentum().fit(DIGITS);
    for (int dies : new int[] {2, 17, 29}) {
      Path run = folder.resolve("dies-" + dies);
      AtomicInteger left = new AtomicInteger(dies);
      TrainingListener power =
          new TrainingListener() {
            @Override
            public void batch(int epoch, int batch, int batches, double loss) {
              if (left.decrementAndGet() == 0) {
                throw new IllegalStateException("no power");
              }
            }
          };
      assertThatThrownBy(() -> momentum().checkpoints(run, 1).listener(power).fit(DIGITS))
          .hasMessage("no power");
      List<List<EpochResult>> told = new ArrayList<>();
      AtomicInteger trained = new AtomicInteger();
      TrainingListener rest =
          new TrainingListener() {
            @Override
            public void resumed(List<EpochResult> history) {
              told.add(history);
            }

            @Override
            public void batch(int epoch, int batch, int batches, double loss) {
              trained.incrementAndGet();
            }
          };
      TrainingResult after = momentum().listener(rest).resume(run).fit(DIGITS);
      assertSame(after, expected, "died in batch " + dies);
      assertThat(told).hasSize(1);
      assertThat(told.getFirst()).isEqualTo(after.history().subList(0, (dies - 1) / 10));
      assertThat(trained).hasValue(30 - (dies - 1));
    }
  }

  @Test
  void mayGoOnForMoreEpochs() {
    momentum().epochs(1).checkpoints(folder).fit(DIGITS);
    TrainingResult more = momentum().checkpoints(folder).resume(folder).fit(DIGITS);
    assertSame(more, momentum().fit(DIGITS), "two more epochs");
    assertThatThrownBy(() -> momentum().epochs(2).resume(folder).fit(DIGITS))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith("has begun 3 epochs, more than 2: ask for as many, or begin anew");
    assertSame(momentum().resume(folder).fit(DIGITS), more, "nothing left to do");
  }

  @Test
  void theBestModelIsAFile() {
    TrainingResult result = everything().checkpoints(folder).fit(DIGITS);
    Model best = ModelFile.read(folder.resolve("best.safetensors"));
    assertThat(best.parameters()).isEqualTo(result.best().parameters());
    assertThat(best.classes()).isEqualTo(result.best().classes());
  }

  @Test
  void anotherTrainingIsNotOverwritten() {
    momentum().epochs(1).checkpoints(folder).fit(DIGITS);
    assertThatThrownBy(() -> momentum().checkpoints(folder).fit(DIGITS))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "%s already holds a training (last.checkpoint): resume it, or choose another folder"
                .formatted(folder));
    Path other = folder.resolve("other");
    momentum().epochs(2).checkpoints(other).resume(folder).fit(DIGITS);
    assertThat(other.resolve("last.checkpoint")).exists();
  }
}
