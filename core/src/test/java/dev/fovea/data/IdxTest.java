package dev.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdxTest {

  private static final byte[] IMAGES =
      IdxBytes.file(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, -1}, 0x803, 2, 2, 3);
  private static final byte[] LABELS = IdxBytes.file(new byte[] {7, 0}, 0x801, 2);

  @TempDir private Path folder;

  @Test
  void readsRawStreams() {
    Dataset data = IdxBytes.read(IMAGES, LABELS);

    assertThat(data.name()).isEqualTo("test");
    assertThat(data.size()).isEqualTo(2);
    assertThat(data.channels()).isEqualTo(1);
    assertThat(data.height()).isEqualTo(2);
    assertThat(data.width()).isEqualTo(3);
    assertThat(data.pixels()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, -1);
    assertThat(data.labels()).containsExactly(7, 0);
    assertThat(data.classes()).isEqualTo(IdxBytes.DIGITS);
  }

  @Test
  void tellsGzipByItsBytesAndNotByItsName() throws IOException {
    Path images = Files.write(folder.resolve("images.idx"), IdxBytes.gzip(IMAGES));
    Path labels = Files.write(folder.resolve("labels.gz"), LABELS);

    Dataset data = Idx.read("test", images, labels, IdxBytes.DIGITS);

    assertThat(data.pixels()).isEqualTo(IdxBytes.read(IMAGES, LABELS).pixels());
    assertThat(data.labels()).containsExactly(7, 0);
  }

  @Test
  void readsFromAStreamThatGivesAByteAtATime() {
    InputStream slow =
        new ByteArrayInputStream(IdxBytes.gzip(IMAGES)) {
          @Override
          public synchronized int read(byte[] into, int from, int length) {
            return super.read(into, from, Math.min(1, length));
          }
        };

    Dataset data =
        Idx.read(
            "test",
            new Idx.Source("images", slow),
            new Idx.Source("labels", new ByteArrayInputStream(LABELS)),
            IdxBytes.DIGITS);

    assertThat(data.image(1)).containsExactly(7, 8, 9, 10, 11, -1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1 << 20, (1 << 20) + 1, (8 << 20) - 1, (8 << 20) + 5})
  void readsFilesAroundTheEdgesOfItsChunks(int size) {
    byte[] body = new byte[size];
    for (int i = 0; i < size; i++) {
      body[i] = (byte) (i * 31 ^ i >> 9);
    }

    Dataset data =
        IdxBytes.read(IdxBytes.file(body, 0x803, 1, 1, size), IdxBytes.file(new byte[1], 0x801, 1));

    assertThat(data.pixels()).isEqualTo(body);
  }

  @Test
  void readsMoreThan127Classes() {
    List<String> classes = IntStream.range(0, 256).mapToObj(i -> "c" + i).toList();

    Dataset data =
        Idx.read(
            "test",
            new Idx.Source("images", new ByteArrayInputStream(IMAGES)),
            new Idx.Source(
                "labels", new ByteArrayInputStream(IdxBytes.file(new byte[] {-1, -128}, 0x801, 2))),
            classes);

    assertThat(data.labels()).containsExactly(255, 128);
  }

  @Test
  void refusesFilesThatAreNotThere() {
    Path labels = folder.resolve("labels");
    assertRefused(
        () -> Idx.read("test", folder.resolve("none"), labels, IdxBytes.DIGITS),
        folder.resolve("none") + " does not exist: check the path");
    assertRefused(
        () -> Idx.read("test", folder, labels, IdxBytes.DIGITS),
        folder + " is a folder: name a file in it");
  }

  @Test
  void refusesAFileThatMayNotBeRead() throws IOException {
    Path secret = Files.write(folder.resolve("secret"), IMAGES);
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
    // The superuser may read everything: then there is nothing to refuse, but the missing labels.
    String expected =
        Files.isReadable(secret)
            ? folder.resolve("none") + " does not exist: check the path"
            : secret + " may not be read: ask for permission (chmod +r)";

    assertRefused(
        () -> Idx.read("test", secret, folder.resolve("none"), IdxBytes.DIGITS), expected);
  }

  @Test
  void refusesEmptyAndCutOffFiles() {
    assertRefused(() -> IdxBytes.read(new byte[0], LABELS), "images is empty: fetch it again");
    assertRefused(() -> IdxBytes.read(IMAGES, new byte[0]), "labels is empty: fetch it again");
    assertRefused(
        () -> IdxBytes.read(new byte[] {0}, LABELS),
        "images ends within its header: fetch it again");
    assertRefused(
        () -> IdxBytes.read(Arrays.copyOf(IMAGES, 15), LABELS),
        "images ends within its header: fetch it again");
    assertRefused(
        () -> IdxBytes.read(Arrays.copyOf(IMAGES, 16), LABELS),
        "images ends after 0 of the 12 bytes that its header promises: fetch it again");
    assertRefused(
        () -> IdxBytes.read(IMAGES, Arrays.copyOf(LABELS, 9)),
        "labels ends after 1 of the 2 bytes that its header promises: fetch it again");
  }

  @Test
  void refusesFilesThatAreTooLong() {
    assertRefused(
        () -> IdxBytes.read(Arrays.copyOf(IMAGES, 29), LABELS),
        "images has more than the 12 bytes that its header promises:"
            + " it is damaged; fetch it again");
  }

  @Test
  void stopsAtABombThatUnpacksToMoreThanItsHeaderSays() {
    byte[] bomb = IdxBytes.gzip(Arrays.copyOf(IMAGES, 200 << 20));
    long before = allocated();

    assertRefused(
        () -> IdxBytes.read(bomb, LABELS),
        "images has more than the 12 bytes that its header promises:"
            + " it is damaged; fetch it again");
    assertThat(allocated() - before).isLessThan(4 << 20);
  }

  @Test
  void refusesTheWrongKindOfFile() {
    assertRefused(
        () -> IdxBytes.read(LABELS, IMAGES),
        "images is no idx file of images: it starts with 0x00000801 instead of 0x00000803;"
            + " give the right file");
    assertRefused(
        () -> IdxBytes.read(IMAGES, IMAGES),
        "labels is no idx file of labels: it starts with 0x00000803 instead of 0x00000801;"
            + " give the right file");
    assertRefused(
        () -> IdxBytes.read("label,pixel0,pixel1\n".getBytes(), LABELS),
        "images is no idx file of images: it starts with 0x6C616265 instead of 0x00000803;"
            + " give the right file");
  }

  @Test
  void refusesFilesWithoutImages() {
    assertRefused(
        () -> IdxBytes.read(IdxBytes.file(new byte[0], 0x803, 0, 28, 28), LABELS),
        "images says that it has no images: give a file with at least one image");
    assertRefused(
        () -> IdxBytes.read(IdxBytes.file(new byte[0], 0x803, 2, 0, 28), LABELS),
        "images says that it has no rows: give a file with at least one image");
  }

  @Test
  void refusesFilesThatDoNotBelongTogether() {
    assertRefused(
        () -> IdxBytes.read(IMAGES, IdxBytes.file(new byte[] {1, 2, 3}, 0x801, 3)),
        "images has 2 images but labels has 3 labels: take the two files that belong together");
    assertRefused(
        () -> IdxBytes.read(IMAGES, IdxBytes.file(new byte[] {1, 10}, 0x801, 2)),
        "labels gives image 1 the label 10, but there are only 10 classes:"
            + " take the labels of this data set, or name all its classes");
  }

  @Test
  void refusesDamagedGzip() {
    byte[] packed = IdxBytes.gzip(IMAGES);
    byte[] wrongSum = packed.clone();
    wrongSum[packed.length - 8] ^= 1;
    byte[] wrongBlock = packed.clone();
    wrongBlock[10] |= 7;

    assertRefused(
        () -> IdxBytes.read(wrongSum, LABELS),
        "images is damaged (gzip: Corrupt GZIP trailer): fetch it again");
    assertRefused(
        () -> IdxBytes.read(wrongBlock, LABELS),
        "images is damaged (gzip: invalid block type): fetch it again");
    assertRefused(
        () -> IdxBytes.read(Arrays.copyOf(packed, packed.length / 2), LABELS),
        "images is cut off within its gzip data: fetch it again");
    assertRefused(
        () -> IdxBytes.read(Arrays.copyOf(packed, packed.length - 8), LABELS),
        "images is cut off within its gzip data: fetch it again");
    assertRefused(
        () -> IdxBytes.read(new byte[] {0x1f, (byte) 0x8b}, LABELS),
        "images is cut off within its gzip data: fetch it again");
  }

  @Test
  void refusesAStreamThatFails() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the disk is on fire");
          }
        };

    assertRefused(
        () ->
            Idx.read(
                "test",
                new Idx.Source("images", broken),
                new Idx.Source("labels", broken),
                IdxBytes.DIGITS),
        "images cannot be read (the disk is on fire): check the file and its disk");
  }

  @Test
  void asksForNoMemoryForAPromiseAlone() {
    byte[] images = IdxBytes.file(new byte[20], 0x803, 300_000, 28, 28);
    byte[] labels = IdxBytes.file(new byte[300_000], 0x801, 300_000);
    long before = allocated();

    assertRefused(
        () -> IdxBytes.read(images, labels),
        "images ends after 20 of the 235200000 bytes that its header promises: fetch it again");
    assertThat(allocated() - before).isLessThan(8 << 20);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, 3_000_000})
  void refusesMoreThanFits(int size) {
    byte[] images = IdxBytes.file(new byte[20], 0x803, size, size, size);
    byte[] labels = IdxBytes.file(new byte[3_000_000], 0x801, size);

    assertThatThrownBy(() -> IdxBytes.read(images, labels))
        .isInstanceOf(InputException.class)
        .hasMessageMatching(
            "(images|labels) promises \\d+ items of \\d+ x \\d+ bytes, over the limit of \\d+ MiB"
                + " \\(2 GiB, or this JVM's -Xmx\\): split it, or fetch it again if that is wrong");
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  private static void assertRefused(Runnable reading, String message) {
    assertThatThrownBy(reading::run).isInstanceOf(InputException.class).hasMessage(message);
  }
}
