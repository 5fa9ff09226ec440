package dev.fovea.sources.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fovea.data.InputException;
import dev.fovea.sources.Found;
import dev.fovea.sources.Images;
import dev.fovea.sources.ReadOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpzTest {

  @TempDir Path folder;

  private static Found golden(String name) {
    Path file = NpyBytes.golden(name + ".npz");
    assertThat(ArrayFiles.recognises(file)).isTrue();
    return ArrayFiles.read(file, ReadOptions.PLAIN);
  }

  private static byte[] raw(String name) throws IOException {
    return Files.readAllBytes(NpyBytes.golden(name + ".raw"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"keras", "nameless-four", "medical"})
  void trainingAndTest(String name) throws IOException {
    Found found = golden(name);
    Images training = found.training();
    assertThat(training.pixels()).isEqualTo(raw("gray"));
    assertThat(training.labels().orElseThrow()).containsExactly(2, 0, 1, 2, 2);
    assertThat(training.classes()).containsExactly("0", "1", "2");
    Images test = found.test().orElseThrow();
    assertThat(test.pixels()).isEqualTo(raw("two"));
    assertThat(test.labels().orElseThrow()).containsExactly(1, 0);
    assertThat(test.classes()).isEqualTo(training.classes());
    if (name.equals("medical")) {
      assertThat(found.remarks()).containsExactly("not used: val_images, val_labels");
    } else {
      assertThat(found.remarks()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"images-labels", "nameless", "by-shape", "one-hot-fortran"})
  void oneLabelledPart(String name) throws IOException {
    Found found = golden(name);
    assertThat(found.test()).isEmpty();
    assertThat(found.training().pixels()).isEqualTo(raw("gray"));
    assertThat(found.training().labelled().labels()).containsExactly(2, 0, 1, 2, 2);
  }

  @Test
  void withoutLabels() throws IOException {
    Found found = golden("unlabelled");
    assertThat(found.training().pixels()).isEqualTo(raw("gray"));
    assertThat(found.training().labels()).isEmpty();
  }

  /** All values of the test part are 1, but the training part's go to 255. */
  @Test
  void oneScaleForBothParts() {
    assertThat(golden("dark-test").test().orElseThrow().pixels()).containsOnly(1);
  }

  private Path zip(String entry, byte[] bytes) throws IOException {
    Path file = folder.resolve("a.npz");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new ZipEntry(entry));
      out.write(bytes);
      out.closeEntry();
    }
    return file;
  }

  private void refused(Path file, String... words) {
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> ArrayFiles.read(file, ReadOptions.PLAIN))
        .withMessageStartingWith(file.toString())
        .satisfies(e -> assertThat(e.getMessage()).contains(words).doesNotContain("\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../x.npy", "/etc/x.npy", "a\nb.npy"})
  void namesOfEntriesTouchNoFile(String name) throws IOException {
    Path file =
        zip(
            name,
            NpyBytes.of(
                NpyBytes.header("|u1", "(1, 2, 2)"), (byte) 1, (byte) 2, (byte) 3, (byte) 4));
    assertThat(ArrayFiles.read(file, ReadOptions.PLAIN).training().pixels())
        .containsExactly(1, 2, 3, 4);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  /** The header promises 4 GB, the archive has 5 MB: no memory is asked for. */
  @Test
  void aHeaderThatPromisesTooMuch() throws IOException {
    Path file = folder.resolve("bomb.npz");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new ZipEntry("x.npy"));
      bomb(out, NpyBytes.of(NpyBytes.header("|u1", "(4000000, 1024)")), 5);
    }
    refused(file, "ends after 5000000 of the 4096000000 bytes");
    assertThat(Files.size(file)).isLessThan(1_000_000);
  }

  /** The header says 4 bytes, the archive 5 MB: it ends where the header does. */
  @Test
  void aBombBehindASmallHeader() throws IOException {
    Path file = folder.resolve("bomb.npz");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new ZipEntry("x.npy"));
      bomb(out, NpyBytes.of(NpyBytes.header("|u1", "(1, 2, 2)")), 5);
    }
    refused(file, "has more than the 4 bytes");
  }

  private static void bomb(OutputStream out, byte[] start, int megabytes) throws IOException {
    out.write(start);
    byte[] zeros = new byte[1_000_000];
    for (int i = 0; i < megabytes; i++) {
      out.write(zeros);
    }
  }

  /** One byte of a stored entry's pixels turned: only the check sum can tell. */
  @Test
  void aDamagedPixel() throws IOException {
    byte[] bytes = Files.readAllBytes(NpyBytes.golden("unlabelled.npz"));
    byte[] gray = raw("gray");
    int at = 0;
    while (bytes[at] != gray[0] || bytes[at + 1] != gray[1] || bytes[at + 2] != gray[2]) {
      at++;
    }
    bytes[at + 7] ^= 1;
    refused(NpyBytes.write(folder.resolve("a.npz"), bytes), "arr_0.npy", "check sum is wrong");
  }

  @ParameterizedTest
  @CsvSource({
    "'(2,)', 'it must have 2 to 4 axes'",
    "'(3, 2, 2)', 'ends after'",
  })
  void anArrayThatIsNone(String shape, String what) throws IOException {
    refused(zip("x.npy", NpyBytes.of(NpyBytes.header("|u1", shape), (byte) 1, (byte) 2)), what);
  }

  @Test
  void archivesThatAreNone() throws IOException {
    refused(zip("x.txt", new byte[3]), "has no npy array in it");
    assertThat(ArrayFiles.recognises(folder.resolve("a.npz"))).isFalse();
    refused(NpyBytes.write(folder.resolve("b.npz"), "PK\3\4 and so on".getBytes("UTF-8")), "zip");
  }

  private Path pair(byte[] images, byte[] labels) throws IOException {
    Path file = folder.resolve("pair.npz");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new ZipEntry("x.npy"));
      out.write(images);
      out.putNextEntry(new ZipEntry("y.npy"));
      out.write(labels);
    }
    return file;
  }

  @Test
  void labelsThatAreNone() throws IOException {
    byte[] images = NpyBytes.of(NpyBytes.header("|u1", "(2, 2, 2)"), new byte[8]);
    refused(
        pair(images, NpyBytes.of(NpyBytes.header("|u1", "(3,)"), new byte[3])),
        "has 2 images but",
        "has 3 labels");
    refused(
        pair(images, NpyBytes.of(NpyBytes.header("|i1", "(2,)"), (byte) 0, (byte) -1)),
        "y.npy has the label -1 at [1]");
    refused(
        pair(images, NpyBytes.of(NpyBytes.header("|i1", "(2, 2)"), new byte[] {0, 1, 0, 0})),
        "y.npy has no 1 in row 1");
    refused(
        pair(images, NpyBytes.of(NpyBytes.header("|i1", "(2, 2)"), new byte[] {1, 1, 0, 1})),
        "y.npy has 1 at [0, 1]");
    refused(
        pair(images, NpyBytes.of(NpyBytes.header("|i1", "(2, 1, 1)"), new byte[] {1, 1})),
        "y.npy has the shape (2, 1, 1)");
  }

  @Test
  void arraysThatCannotBeTold() throws IOException {
    Path file = folder.resolve("two.npz");
    byte[] images = NpyBytes.of(NpyBytes.header("|u1", "(2, 2, 2)"), new byte[8]);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new ZipEntry("a.npy"));
      out.write(images);
      out.putNextEntry(new ZipEntry("b.npy"));
      out.write(images);
    }
    refused(file, "does not tell which of its arrays are images (a (2, 2, 2), b (2, 2, 2))");
  }
}
