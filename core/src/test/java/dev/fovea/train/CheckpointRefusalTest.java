package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.data.Mnist;
import dev.fovea.data.Scaling;
import dev.fovea.data.augment.Shift;
import dev.fovea.engine.NoThreadIsLeft;
import dev.fovea.model.ModelFile;
import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import dev.fovea.train.optimizer.Adam;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no checkpoint of this training is refused with one sentence. */
@ExtendWith(NoThreadIsLeft.class)
class CheckpointRefusalTest {

  private static final Dataset DIGITS = Mnist.train().slice(0, 64);

  @TempDir private Path folder;
  private Path file;

  private static Network network(int hidden) {
    return Network.of(
        "dense", new Shape(1, 28, 28), new Flatten(), new Dense(hidden), new Dense(10));
  }

  private static Trainer trainer(Network network) {
    return Trainer.of(network).optimizer(new Adam(0.001)).batch(16).epochs(2).threads(2);
  }

  /** Stopped before the third batch. */
  @BeforeEach
  void write() {
    int[] left = {2};
    trainer(network(5)).stopWhen(() -> left[0]-- == 0).checkpoints(folder).fit(DIGITS);
    file = folder.resolve("last.checkpoint");
    assertThat(file).isRegularFile();
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        change("batch (\"16\", and now \"32\")", t -> t.batch(32)),
        change("seed (\"42\", and now \"1\")", t -> t.seed(1)),
        change("accumulate (\"1\", and now \"2\")", t -> t.accumulate(2)),
        change("optimizer (", t -> t.optimizer(new Adam(0.002))),
        change("optimizer (", t -> t.optimizer(new Adam(0.001, 0.8, 0.999, 1e-8))),
        change("scaling (", t -> t.scaling(Scaling.MNIST)),
        change("augmentations (", t -> t.augment(new Shift(1))),
        change("sampling (", t -> t.sampling(Sampling.balanced())),
        change("average (", t -> t.average(0.9)),
        change("frozen (", t -> t.freeze("dense1")),
        change("training data (", t -> t.validation(0.25)),
        change("validation data (", t -> t.validation(DIGITS)));
  }

  private static Arguments change(String message, UnaryOperator<Trainer> change) {
    return Arguments.argumentSet(message, message, change);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void otherSettings(String message, UnaryOperator<Trainer> change) {
    Trainer other = change.apply(trainer(network(5))).resume(file);
    assertThatThrownBy(() -> other.fit(DIGITS))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + " was made with another setting of " + message)
        .hasMessageEndingWith("resume with the same, or begin anew");
  }

  @Test
  void otherNetworkOrData() {
    assertThatThrownBy(() -> trainer(network(6)).resume(file).fit(DIGITS))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("another setting of network (");
    Dataset other = Mnist.train().slice(1, 65);
    assertThatThrownBy(() -> trainer(network(5)).resume(file).fit(other))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("another setting of training data (");
  }

  @Test
  void noCheckpoint() throws IOException {
    Path model = folder.resolve("model.safetensors");
    ModelFile.write(trainer(network(5)).fit(DIGITS).model(), model);
    assertRefused(model, "is no checkpoint (its metadata do not say that it is one): name the");
    assertRefused(folder.resolve("missing"), "missing");
    Path text = Files.writeString(folder.resolve("text"), "no checkpoint at all");
    assertRefused(text, "is no whole safetensors file");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(text, Arrays.copyOf(bytes, bytes.length - 4));
    assertRefused(text, "is no whole safetensors file");
  }

  /** Wherever a byte is changed: it is refused, or read as a checkpoint. */
  @Test
  void damaged() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int header = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("parameters/");
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 60; i++) {
      byte[] changed = bytes.clone();
      changed[8 + random.nextInt(header)] = (byte) (' ' + random.nextInt(95));
      Path damaged = Files.write(folder.resolve("damaged"), changed);
      try {
        trainer(network(5)).resume(damaged).fit(DIGITS);
      } catch (InputException e) {
        assertThat(e).hasMessageStartingWith(damaged.toString());
        refused++;
      } catch (TrainingException e) {
        assertThat(e).hasMessageContaining("loss");
      }
    }
    assertThat(refused).isGreaterThan(30);
  }

  /** Of a finished training there would be a model at once, without a step that fails. */
  @Test
  void noModelHasNumbersThatAreNone() {
    Path finished = write("finished", trainer(network(5)));
    RewrittenCheckpoint nan = RewrittenCheckpoint.of(finished);
    nan.numbers("parameters/dense1.weight")[3] = Float.NaN;
    assertBroken(nan, "the tensor parameters/dense1.weight has the value NaN at place 3");

    RewrittenCheckpoint infinite = RewrittenCheckpoint.of(file);
    infinite.numbers("whole/dense2.bias")[9] = Float.NEGATIVE_INFINITY;
    assertBroken(infinite, "the tensor whole/dense2.bias has the value -Infinity at place 9");

    Trainer averaging = trainer(network(5)).average(0.9);
    RewrittenCheckpoint average = RewrittenCheckpoint.of(write("averaging", averaging));
    average.numbers("average/dense1.bias")[0] = Float.NaN;
    assertBroken(averaging, average, "the tensor average/dense1.bias has the value NaN at place 0");
  }

  /** The second epoch spoils the model, so that the best one has an array of its own. */
  @Test
  void norHasTheBestModel() {
    Trainer spoilt = trainer(network(5)).validation(Mnist.test().slice(0, 50));
    spoilt.rates = Optional.of(step -> step < 4 ? 0.01 : 1);
    RewrittenCheckpoint best = RewrittenCheckpoint.of(write("spoilt", spoilt));
    best.numbers("best/dense2.weight")[1] = Float.POSITIVE_INFINITY;
    assertBroken(spoilt, best, "the tensor best/dense2.weight has the value Infinity at place 1");
  }

  @Test
  void noVarianceIsNegative() {
    Trainer normal =
        trainer(
            Network.of(
                "normal",
                new Shape(1, 28, 28),
                new Conv2d(2, 9, 9, 9, 0),
                new BatchNorm2d(),
                new Flatten(),
                new Dense(10)));
    RewrittenCheckpoint negative = RewrittenCheckpoint.of(write("normal", normal));
    negative.numbers("parameters/norm1.running_var")[1] = -0.5f;
    assertBroken(
        normal,
        negative,
        "the tensor parameters/norm1.running_var has the value -0.5 at place 1, but no"
            + " variance is negative");
  }

  /** The square of a gradient may be too large for a float while the step that it makes is not. */
  @Test
  void whatAnOptimizerRemembersMayBeInfinite() {
    RewrittenCheckpoint finished = RewrittenCheckpoint.of(write("finished", trainer(network(5))));
    finished.numbers("optimizer.square/dense1.weight")[3] = Float.POSITIVE_INFINITY;
    Path rewritten = finished.write(folder.resolve("rewritten"));
    assertThat(trainer(network(5)).resume(rewritten).fit(DIGITS).history()).hasSize(2);
  }

  @Test
  void tensorsThatItShouldNotHave() {
    RewrittenCheckpoint extra = RewrittenCheckpoint.of(file);
    extra.add("parameters/dense9.weight", new float[] {1});
    assertBroken(extra, "the tensor \"parameters/dense9.weight\" belongs to nothing that it holds");

    RewrittenCheckpoint array = RewrittenCheckpoint.of(file);
    array.add("optimizer.velocity/dense1.bias", new float[5]);
    assertBroken(
        array, "the tensor \"optimizer.velocity/dense1.bias\" belongs to nothing that it holds");
  }

  @Test
  void arraysThatItShouldHave() {
    for (String array : List.of("parameters", "optimizer.mean", "whole")) {
      RewrittenCheckpoint missing = RewrittenCheckpoint.of(file);
      missing.remove(array + "/");
      assertBroken(missing, "the tensor %s/dense1.weight is missing".formatted(array));
    }
  }

  /** The checkpoint of a whole training. */
  private Path write(String name, Trainer trainer) {
    Path made = folder.resolve(name);
    trainer.copy().checkpoints(made).fit(DIGITS);
    return made.resolve("last.checkpoint");
  }

  private void assertBroken(RewrittenCheckpoint checkpoint, String what) {
    assertBroken(trainer(network(5)), checkpoint, what);
  }

  private void assertBroken(Trainer trainer, RewrittenCheckpoint checkpoint, String what) {
    Path rewritten = checkpoint.write(folder.resolve("rewritten"));
    assertThatThrownBy(() -> trainer.copy().resume(rewritten).fit(DIGITS))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "%s is no whole checkpoint (%s): resume from another one, or begin anew"
                .formatted(rewritten, what));
  }

  private void assertRefused(Path checkpoint, String message) {
    assertThatThrownBy(() -> trainer(network(5)).resume(checkpoint).fit(DIGITS))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }
}
