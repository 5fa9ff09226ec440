package dev.fovea.sources.cifar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fovea.data.InputException;
import dev.fovea.data.Rng;
import dev.fovea.sources.Found;
import dev.fovea.sources.Images;
import dev.fovea.sources.ReadOptions;
import dev.fovea.sources.values.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarFilesTest {

  @TempDir Path folder;

  /** Records whose labels are all the same; {@code label} is one byte or two. */
  private byte[] write(String name, int count, int... label) throws IOException {
    Rng random = new Rng(count, 0);
    int size = label.length + 3072;
    byte[] bytes = new byte[count * size];
    for (int i = 0; i < bytes.length; i++) {
      int at = i % size;
      bytes[i] = (byte) (at < label.length ? label[at] : random.nextInt(256));
    }
    Files.write(folder.resolve(name), bytes);
    return bytes;
  }

  private Found read() {
    assertThat(CifarFiles.recognises(folder)).isTrue();
    return CifarFiles.read(folder, ReadOptions.PLAIN);
  }

  private ThrowableAssertAlternative<InputException> refused(Path path) {
    return assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> CifarFiles.read(path, ReadOptions.PLAIN))
        .withMessageStartingWith(folder.toString());
  }

  @Test
  void aFolderOfTen() throws IOException {
    byte[] first = write("data_batch_1.bin", 3, 9);
    byte[] second = write("data_batch_2.bin", 2, 4);
    write("test_batch.bin", 1, 1);
    Found found = read();
    Images images = found.training();
    assertThat(images.labelled().labels()).containsExactly(9, 9, 9, 4, 4);
    assertThat(images.labelled().image(2)).isEqualTo(Arrays.copyOfRange(first, 6147, 9219));
    assertThat(images.labelled().image(4)).isEqualTo(Arrays.copyOfRange(second, 3074, 6146));
    assertThat(images.classes()).hasSize(10).startsWith("airplane").endsWith("truck");
    assertThat(found.test().orElseThrow().labelled().labels()).containsExactly(1);
    assertThat(found.remarks()).singleElement().asString().contains("only 2 of the 5");
    assertThat(found.description()).isEqualTo("CIFAR-10, 5 images and 1 for testing");
  }

  @Test
  void aFolderOfAHundred() throws IOException {
    byte[] train = write("train.bin", 2, 19, 99);
    write("test.bin", 1, 0, 7);
    Found found = read();
    assertThat(found.training().labelled().labels()).containsExactly(99, 99);
    assertThat(found.training().labelled().image(1))
        .isEqualTo(Arrays.copyOfRange(train, 3076, 6148));
    assertThat(found.training().classes()).hasSize(100).isSorted().contains("aquarium_fish");
    assertThat(found.training().classes().get(99)).isEqualTo("worm");
    assertThat(found.test().orElseThrow().labelled().labels()).containsExactly(7);
    assertThat(found.remarks()).isEmpty();
  }

  @Test
  void oneFileWithNamesBesideIt() throws IOException {
    write("some.bin", 2, 3);
    Files.writeString(folder.resolve("batches.meta.txt"), "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n\n");
    Path file = folder.resolve("some.bin");
    assertThat(CifarFiles.recognises(file)).isTrue();
    Images images = CifarFiles.read(file, ReadOptions.PLAIN).training();
    assertThat(images.classes().get(images.labelled().label(1))).isEqualTo("d");
    Files.writeString(folder.resolve("batches.meta.txt"), "a\nb\n");
    refused(file).withMessageContaining("has 2 names, but CIFAR-10 has 10 classes");
  }

  @Test
  void whatIsWrong() throws IOException {
    refused(folder).withMessageContaining("is no CIFAR-10 or CIFAR-100 data");
    refused(folder.resolve("none.bin")).withMessageContaining("does not exist");
    write("test_batch.bin", 1, 1);
    refused(folder).withMessageContaining("has test_batch.bin but no data_batch_1.bin");
    byte[] bytes = write("data_batch_1.bin", 100, 1);
    Path file = folder.resolve("data_batch_1.bin");
    for (int length : new int[] {3072, 3074, 6145, bytes.length - 1}) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertThat(CifarFiles.recognises(file)).isFalse();
      refused(file).withMessageContaining("ends within image " + length / 3073);
      refused(folder).withMessageContaining("ends within image " + length / 3073);
    }
    Path other = Files.write(folder.resolve("other.bin"), Arrays.copyOf(bytes, 3074));
    refused(other).withMessageContaining("is no CIFAR");
    bytes[80 * 3073] = 10;
    Files.write(file, bytes);
    refused(folder).withMessageContaining("gives image 80 the label 10");
    bytes[0] = -1;
    Files.write(file, bytes);
    assertThat(CifarFiles.recognises(file)).isFalse();
  }

  @Test
  @Tag("shared-data")
  void realImages() throws IOException {
    Path cifar = SharedData.of("cifar10");
    Found found = CifarFiles.read(cifar, ReadOptions.PLAIN);
    Images test = found.test().orElseThrow();
    assertThat(found.training().size()).isEqualTo(10_000);
    assertThat(test.size()).isEqualTo(10_000);
    int[] counts = new int[10];
    for (int label : test.labels().orElseThrow()) {
      counts[label]++;
    }
    assertThat(counts).containsOnly(1000);
    byte[] file = Files.readAllBytes(cifar.resolve("test_batch.bin"));
    assertThat(test.labelled().image(9_999))
        .isEqualTo(Arrays.copyOfRange(file, file.length - 3072, file.length));
  }
}
