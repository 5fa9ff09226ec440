package dev.fovea.sources.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.data.StreamParts;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import dev.fovea.sources.Images;
import dev.fovea.train.EpochResult;
import dev.fovea.train.Trainer;
import dev.fovea.train.TrainingListener;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class NpyStreamTest {

  @TempDir Path folder;

  @AfterEach
  void nothingStaysOpen() {
    assertThat(open()).isZero();
  }

  /** How many .npy files of ours are open; 0 where the system does not tell. */
  private long open() {
    if (!Files.isDirectory(Path.of("/proc/self/fd"))) {
      return 0;
    }
    try (var all = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      long open = 0;
      for (Path link : all) {
        try {
          open += Files.readSymbolicLink(link).startsWith(folder) ? 1 : 0;
        } catch (IOException _) {
          // Closed meanwhile.
        }
      }
      return open;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] write(String name, String shape, int bytes, long seed) {
    byte[] body = new byte[bytes];
    new Random(seed).nextBytes(body);
    write(name, shape, body);
    return body;
  }

  private void write(String name, String shape, byte[] body) {
    NpyBytes.write(folder.resolve(name), NpyBytes.of(NpyBytes.header("|u1", shape), body));
  }

  private byte[] labels(String name, int count, int classes) {
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i * 7 % classes);
    }
    write(name, "(%d,)".formatted(count), labels);
    return labels;
  }

  private Images loaded() {
    return NpyFolder.read(folder, false).training();
  }

  @Test
  void imagesWithLabelsAreThoseThatAreReadAtOnce() {
    write("train_images.npy", "(40, 2, 5, 3)", 40 * 30, 1);
    labels("train_labels.npy", 40, 6);
    assertThat(NpyStream.recognises(folder)).isTrue();
    Images all = loaded();
    try (NpyStream stream = NpyStream.open(folder)) {
      assertThat(stream.name()).isEqualTo(folder.resolve("train_images.npy").toString());
      assertThat(List.of(stream.channels(), stream.height(), stream.width()))
          .containsExactly(3, 2, 5);
      assertThat(stream.classes()).isEqualTo(all.classes());
      Dataset data = StreamParts.load(stream);
      assertThat(data.pixels()).isEqualTo(all.pixels());
      assertThat(data.labels()).isEqualTo(all.labels().orElseThrow());
      byte[] pixels = new byte[9 * 30];
      int[] labels = new int[9];
      stream.read(33, 7, pixels, labels, 2);
      assertThat(Arrays.copyOf(pixels, 60)).containsOnly(0);
      assertThat(Arrays.copyOfRange(pixels, 60, 270))
          .isEqualTo(Arrays.copyOfRange(all.pixels(), 33 * 30, 40 * 30));
      assertThat(Arrays.copyOfRange(labels, 2, 9))
          .isEqualTo(Arrays.copyOfRange(all.labels().orElseThrow(), 33, 40));
    }
  }

  @Test
  void aFileAClassIsDealtOut() {
    int[] counts = {9, 3_000, 1_200, 1};
    String[] names = {"apple", "full_numpy_bitmap_the bat", "zebra", "zoo"};
    List<byte[]> files = new ArrayList<>();
    for (int c = 0; c < 4; c++) {
      files.add(write(names[c] + ".npy", "(%d, 784)".formatted(counts[c]), counts[c] * 784, c));
    }
    Images all = loaded();
    try (NpyStream stream = NpyStream.open(folder)) {
      assertThat(stream.classes()).containsExactly("apple", "the bat", "zebra", "zoo");
      assertThat(stream.classes()).isEqualTo(all.classes());
      assertThat(stream.count()).isEqualTo(4_210);
      assertThat(stream.description()).contains("4 classes, 4210 images");
      Dataset data = StreamParts.load(stream); // in pieces of 1 MiB, which are 1,337 images
      int[] next = new int[4];
      for (int i = 0; i < data.size(); i++) {
        int c = data.label(i);
        int row = next[c]++;
        assertThat(data.image(i))
            .isEqualTo(Arrays.copyOfRange(files.get(c), row * 784, (row + 1) * 784));
      }
      assertThat(next).isEqualTo(counts);
      byte[] pixels = new byte[2_001 * 784];
      int[] labels = new int[2_001];
      stream.read(1_111, 2_000, pixels, labels, 1);
      assertThat(Arrays.equals(pixels, 784, 2_001 * 784, data.pixels(), 1_111 * 784, 3_111 * 784))
          .isTrue();
      assertThat(Arrays.equals(labels, 1, 2_001, data.labels(), 1_111, 3_111)).isTrue();
    }
  }

  @Test
  void theTestPart() {
    write("x_train.npy", "(6, 4)", 24, 1);
    labels("y_train.npy", 6, 3);
    write("x_test.npy", "(4, 4)", 16, 2);
    write("y_test.npy", "(4,)", new byte[] {4, 0, 0, 0});
    write("extra.npy", "(4,)", 4, 3);
    try (NpyStream training = NpyStream.open(folder);
        NpyStream test = NpyStream.openTest(folder, true).orElseThrow()) {
      assertThat(training.count()).isEqualTo(6);
      assertThat(training.classes()).as("of both").hasSize(5).isEqualTo(test.classes());
      assertThat(training.remarks()).containsExactly("not used: extra");
      Dataset data = StreamParts.load(test);
      Images expected = NpyFolder.read(folder, true).test().orElseThrow();
      assertThat(data.pixels()).isEqualTo(expected.pixels());
      assertThat(data.labels()).isEqualTo(expected.labels().orElseThrow());
    }
  }

  @Test
  void noTestPart() {
    write("images.npy", "(6, 4)", 24, 1);
    labels("labels.npy", 6, 3);
    assertThat(NpyStream.openTest(folder, true)).isEmpty();
  }

  /** A hole of 4 GiB that takes no room on disk. */
  @Test
  void whatIsTooLargeForTheMemoryShouldBeStreamed() throws IOException {
    write("a.npy", "(3, 4)", 12, 1);
    assertThat(NpyStream.recognises(folder)).isTrue();
    assertThat(NpyStream.shouldOpen(folder)).isFalse();
    long images = Runtime.getRuntime().maxMemory() / 3 / 4;
    byte[] start = NpyBytes.of(NpyBytes.header("|u1", "(%d, 4)".formatted(images)));
    try (RandomAccessFile out = new RandomAccessFile(folder.resolve("b.npy").toFile(), "rw")) {
      out.write(start);
      out.setLength(start.length + images * 4);
    }
    assertThat(NpyStream.shouldOpen(folder)).isTrue();
    try (NpyStream stream = NpyStream.open(folder)) {
      assertThat(stream.count()).isEqualTo(images + 3);
    }
  }

  @Test
  void whatCannotBeStreamed() {
    assertThat(NpyStream.recognises(folder)).as("empty").isFalse();
    write("a.npy", "(3, 4)", 12, 1);
    assertThat(NpyStream.recognises(folder.resolve("a.npy"))).as("a file").isFalse();
    write("b.npy", "(3, 9)", 27, 1);
    assertThat(NpyStream.recognises(folder)).as("two sizes").isFalse();
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> NpyStream.open(folder))
        .withMessageContaining("b.npy has images of 3 x 3, but")
        .withMessageContaining("bring them to one size");
    NpyBytes.write(
        folder.resolve("b.npy"), NpyBytes.of(NpyBytes.header("<f4", "(1, 4)"), new byte[16]));
    assertThat(NpyStream.recognises(folder)).as("fractions").isFalse();
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> NpyStream.open(folder))
        .withMessageContaining("only uint8 in C order");
    NpyBytes.write(folder.resolve("b.npy"), new byte[] {1, 2, 3});
    assertThat(NpyStream.recognises(folder)).as("one that is left out").isTrue();
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> NpyStream.open(folder, true))
        .withMessageContaining("b.npy is no npy array");
    try (NpyStream stream = NpyStream.open(folder)) {
      assertThat(stream.remarks()).hasSize(1);
    }
  }

  @Test
  void aLabelThatIsNoneIsToldBeforeTraining() {
    write("images.npy", "(6, 4)", 24, 1);
    NpyBytes.write(
        folder.resolve("labels.npy"),
        NpyBytes.of(NpyBytes.header("|i1", "(6,)"), (byte) 0, (byte) 1, (byte) 0, (byte) -3));
    // Two labels are missing as well.
    assertThatExceptionOfType(InputException.class).isThrownBy(() -> NpyStream.open(folder));
    byte[] labels = {0, 1, 0, -3, 0, 0};
    NpyBytes.write(
        folder.resolve("labels.npy"), NpyBytes.of(NpyBytes.header("|i1", "(6,)"), labels));
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> NpyStream.open(folder))
        .withMessageContaining("labels.npy has the label -3 at [3]");
  }

  @Test
  void aFileThatBecomesShorterWhileItIsTrainedOn() {
    write("images.npy", "(200, 9)", 1_800, 1);
    labels("labels.npy", 200, 2);
    Path images = folder.resolve("images.npy");
    List<EpochResult> epochs = new ArrayList<>();
    TrainingListener cutting =
        TrainingListener.onEpoch(
            result -> {
              epochs.add(result);
              if (result.epoch() == 2) {
                cut(images, 60 * 9);
              }
            });
    Network network = Network.of("line", new Shape(1, 3, 3), new Flatten(), new Dense(2));
    try (NpyStream stream = NpyStream.open(folder)) {
      Trainer trainer = Trainer.of(network).batch(10).window(20).epochs(5).listener(cutting);
      assertThatExceptionOfType(InputException.class)
          .isThrownBy(() -> trainer.fit(stream))
          .withMessageContaining(
              images + " cannot be read at image 140 (it has become shorter): check the file");
    }
    assertThat(epochs).hasSize(2);
  }

  private static void cut(Path file, int bytes) {
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.setLength(out.length() - bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is streamed under the name of classes trains the model of the same order in memory. */
  @Test
  void aStreamTrainsAsItsImagesInMemory() {
    write("a.npy", "(50, 9)", 450, 1);
    write("b.npy", "(70, 9)", 630, 2);
    Network network = Network.of("line", new Shape(1, 3, 3), new Flatten(), new Dense(2));
    Trainer trainer = Trainer.of(network).batch(10).epochs(2);
    try (NpyStream stream = NpyStream.open(folder)) {
      float[] expected = trainer.fit(StreamParts.load(stream)).model().parameters();
      assertThat(trainer.fit(stream).model().parameters()).isEqualTo(expected);
      float[] windows = trainer.window(30).threads(1).fit(stream).model().parameters();
      assertThat(windows).isNotEqualTo(expected);
      assertThat(trainer.threads(3).fit(stream).model().parameters()).isEqualTo(windows);
    }
  }
}
