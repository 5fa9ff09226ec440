package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.data.Mnist;
import dev.fovea.data.Scaling;
import dev.fovea.data.augment.Shift;
import dev.fovea.model.ModelFile;
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
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no checkpoint of this training is refused with one sentence. */
class CheckpointRefusalTest {

  private static final Dataset DIGITS = Mnist.train().slice(0, 64);

  @TempDir private Path folder;
  private Path file;

  private static Network network(int hidden) {
    return Network.of(
        "dense", new Shape(1, 28, 28), new Flatten(), new Dense(hidden), new Dense(10));
  }

  private static Trainer trainer(Network network) {
    return Trainer.of(network).optimizer(new Adam(0.001)).batch(16).epochs(2).threads(1);
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

  private void assertRefused(Path checkpoint, String message) {
    assertThatThrownBy(() -> trainer(network(5)).resume(checkpoint).fit(DIGITS))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }
}
