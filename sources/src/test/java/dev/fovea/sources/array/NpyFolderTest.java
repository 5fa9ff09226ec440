package dev.fovea.sources.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fovea.data.InputException;
import dev.fovea.sources.Found;
import dev.fovea.sources.Images;
import dev.fovea.sources.ReadOptions;
import dev.fovea.sources.values.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyFolderTest {

  @TempDir Path folder;

  private void write(String name, String shape, int... pixels) {
    byte[] body = new byte[pixels.length];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) pixels[i];
    }
    NpyBytes.write(folder.resolve(name), NpyBytes.of(NpyBytes.header("|u1", shape), body));
  }

  @Test
  void aClassEach() throws IOException {
    write("full_numpy_bitmap_owl.npy", "(1, 4)", 1, 2, 3, 4);
    write("full_numpy_bitmap_cat.npy", "(2, 4)", 5, 6, 7, 8, 9, 10, 11, 12);
    Files.writeString(folder.resolve("notes.txt"), "no array");
    Files.writeString(folder.resolve("zebra.npy"), "no array either");
    assertThat(ArrayFiles.recognises(folder)).isTrue();

    Found found = ArrayFiles.read(folder, ReadOptions.PLAIN);

    Images images = found.training();
    assertThat(images.pixels()).containsExactly(5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3, 4);
    assertThat(images.labelled().labels()).containsExactly(0, 0, 1);
    assertThat(images.classes()).containsExactly("cat", "owl");
    assertThat(found.remarks())
        .containsExactly(
            folder.resolve("zebra.npy") + " was left out: it does not start as an npy array");
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> NpyFolder.read(folder, true))
        .withMessageContaining("zebra.npy is no npy array");
  }

  @Test
  void imagesAndLabelsInFiles() {
    write("x_train.npy", "(2, 2, 2)", 1, 2, 3, 4, 5, 6, 7, 8);
    write("y_train.npy", "(2,)", 1, 0);
    write("x_test.npy", "(1, 2, 2)", 9, 10, 11, 12);
    write("y_test.npy", "(1,)", 3);
    Found found = ArrayFiles.read(folder, ReadOptions.PLAIN);
    assertThat(found.training().labelled().labels()).containsExactly(1, 0);
    assertThat(found.test().orElseThrow().labelled().labels()).containsExactly(3);
    assertThat(found.training().classes()).hasSize(4);
  }

  @Test
  void sizesThatDiffer() {
    write("a.npy", "(1, 4)", 1, 2, 3, 4);
    write("b.npy", "(1, 3, 2)", 1, 2, 3, 4, 5, 6);
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> ArrayFiles.read(folder, ReadOptions.PLAIN))
        .withMessageContaining("b.npy has images of 3 x 2, but")
        .withMessageContaining("a.npy of 2 x 2: bring them to one size");
  }

  @Test
  void nothingToRead() throws IOException {
    assertThat(ArrayFiles.recognises(folder)).isFalse();
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> ArrayFiles.read(folder, ReadOptions.PLAIN))
        .withMessageContaining("has no file that ends with .npy");
    Files.writeString(folder.resolve("a.npy"), "no array");
    assertThat(ArrayFiles.recognises(folder)).isFalse();
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> ArrayFiles.read(folder, ReadOptions.PLAIN))
        .withMessageContaining("has no npy array that can be read");
  }

  @Test
  @Tag("shared-data")
  void quickDraw() throws IOException {
    Path drawings = SharedData.of("quickdraw");
    Images images = ArrayFiles.read(drawings, ReadOptions.PLAIN).training();
    assertThat(images.size()).isEqualTo(39_990);
    assertThat(images.height()).isEqualTo(28);
    assertThat(images.width()).isEqualTo(28);
    assertThat(images.classes()).hasSize(10).contains("airplane", "alarm_clock", "rainbow");
    assertThat(images.labelled().label(3_999)).isEqualTo(1);
    byte[] file = Files.readAllBytes(drawings.resolve("alarm_clock.npy"));
    assertThat(images.labelled().image(3_999))
        .isEqualTo(Arrays.copyOfRange(file, file.length - 3_999 * 784, file.length - 3_998 * 784));
  }
}
