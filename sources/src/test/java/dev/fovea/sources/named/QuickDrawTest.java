package dev.fovea.sources.named;

import static dev.fovea.sources.named.Answers.file;
import static dev.fovea.sources.named.Answers.inTurn;
import static dev.fovea.sources.named.Answers.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.InputException;
import dev.fovea.sources.Found;
import dev.fovea.sources.Images;
import dev.fovea.sources.named.TestServer.Answer;
import dev.fovea.sources.named.TestServer.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickDrawTest {

  private static final byte[] CLOUD = npy(120, 1);
  private static final byte[] CLOCK = npy(90, 2);

  @TempDir private Path folder;

  @Test
  void knowsAllClasses() {
    List<String> all = QuickDrawClasses.all();

    assertThat(all).hasSize(345).doesNotHaveDuplicates().containsAll(QuickDrawClasses.DEFAULT);
    assertThat(all).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
    assertThat(all).contains("alarm clock", "The Great Wall of China", "t-shirt", "teddy-bear");
    assertThat(QuickDrawFiles.file("alarm clock").mirrors())
        .singleElement()
        .hasToString(
            "https://storage.googleapis.com/quickdraw_dataset/full/numpy_bitmap/alarm%20clock.npy");
  }

  @Test
  void downloadsTheHeadAloneAndMakesItAWholeFile() throws IOException {
    try (TestServer server = TestServer.start(both())) {
      Found found = read(server, 50, "cloud", "alarm clock");

      assertThat(server.requests())
          .extracting(Request::path)
          .containsExactly("/quickdraw/cloud.npy", "/quickdraw/alarm%20clock.npy");
      assertThat(server.requests().getFirst().range()).isEqualTo("bytes=0-" + (255 + 50 * 784));
      assertThat(found.remarks())
          .containsExactly(
              "no checksum is published of cloud.npy, alarm clock.npy:"
                  + " the one seen first is kept beside each, in FILE.sha256");
    }
    byte[] head = Files.readAllBytes(set().resolve("cloud.npy"));
    assertThat(head).hasSize(80 + 50 * 784);
    assertThat(new String(head, 10, 62, StandardCharsets.US_ASCII))
        .isEqualTo("{'descr': '|u1', 'fortran_order': False, 'shape': (50, 784), }");
    assertThat(Arrays.copyOfRange(head, 80, head.length))
        .isEqualTo(Arrays.copyOfRange(CLOUD, 80, 80 + 50 * 784));
    assertThat(Files.readAllLines(set().resolve("cloud.npy.sha256")))
        .first()
        .isEqualTo(Packed.sha256(head) + "  cloud.npy");
    assertThat(set().resolve("cloud.npy.part")).doesNotExist();
  }

  @Test
  void fetchesOnlyTheRestOfALaterWishForMore() throws IOException {
    try (TestServer server = TestServer.start(both())) {
      read(server, 50, "cloud", "alarm clock");
      read(server, 30, "cloud", "alarm clock");
      assertThat(server.requests()).hasSize(2);

      read(server, 100, "cloud", "alarm clock");
      assertThat(server.requests()).hasSize(4);
      assertThat(server.requests().get(2).range())
          .isEqualTo("bytes=%d-%d".formatted(80 + 50 * 784, 255 + 100 * 784));
      assertThat(set().resolve("cloud.npy")).hasSize(80 + 100 * 784);

      Found all = read(server, 1000, "cloud", "alarm clock");
      assertThat(set().resolve("cloud.npy")).hasBinaryContent(CLOUD);
      assertThat(set().resolve("alarm clock.npy")).hasBinaryContent(CLOCK);
      assertThat(all.remarks()).hasSize(2);
      assertThat(all.remarks().getFirst())
          .startsWith("cloud has only 120 of the 1000 drawings asked for");
      int requests = server.requests().size();
      // Now it is known that there are no more.
      read(server, 1000, "cloud", "alarm clock");
      assertThat(server.requests()).hasSize(requests);
    }
  }

  @Test
  void takesItsHeadFromAServerWithoutRanges() throws IOException {
    try (TestServer server = TestServer.start(raw(CLOUD, "Content-Length: " + CLOUD.length))) {
      read(server, 50, "cloud");
      read(server, 60, "cloud");
      assertThat(set().resolve("cloud.npy")).hasSize(80 + 60 * 784);
    }
  }

  @Test
  void dividesEachClassByTheSeed() throws IOException {
    try (TestServer server = TestServer.start(both())) {
      Found found = read(server, 70, "cloud", "alarm clock");
      Images training = found.training();
      Images test = found.test().orElseThrow();

      assertThat(counts(training)).containsExactly(60, 60);
      assertThat(counts(test)).containsExactly(10, 10);
      assertThat(training.classes()).containsExactly("cloud", "alarm clock");
      // Every drawing comes once, with the label of its file.
      long clouds = 0;
      for (Images part : List.of(training, test)) {
        int[] labels = part.labels().orElseThrow();
        for (int i = 0; i < part.size(); i++) {
          int row = row(part, i, labels[i] == 0 ? CLOUD : CLOCK);
          assertThat(row).isBetween(0, 69);
          clouds += labels[i] == 0 ? 1L << (row % 63) : 0;
        }
      }
      long expected = 0;
      for (int row = 0; row < 70; row++) {
        expected += 1L << (row % 63);
      }
      assertThat(clouds).isEqualTo(expected);
      // The same seed, the same bytes; and a class is divided alike whatever else is taken.
      assertThat(read(server, 70, "cloud", "alarm clock").training().pixels())
          .isEqualTo(training.pixels());
      Images alone = read(server, 70, "cloud").test().orElseThrow();
      for (int i = 0; i < alone.size(); i++) {
        int row = row(alone, i, CLOUD);
        assertThat(IntStream.range(0, test.size()))
            .anyMatch(j -> test.labels().orElseThrow()[j] == 0 && row(test, j, CLOUD) == row);
      }
    }
  }

  @Test
  void doesNotTakeWhatHasChangedSinceItWasFirstSeen() throws IOException {
    byte[] other = npy(120, 9);
    Answer changes = inTurn(file(CLOUD, "\"1\""), file(other, "\"2\""));
    try (TestServer server = TestServer.start(changes)) {
      read(server, 50, "cloud");
      byte[] first = Files.readAllBytes(set().resolve("cloud.npy"));

      assertThatThrownBy(() -> read(server, 60, "cloud"))
          .isInstanceOf(InputException.class)
          .hasMessage(
              set().resolve("cloud.npy")
                  + " at its origin differs from what was first downloaded:"
                  + " delete both it and cloud.npy.sha256 to accept the new one");
      assertThat(set().resolve("cloud.npy")).hasBinaryContent(first);

      Files.delete(set().resolve("cloud.npy"));
      assertThatThrownBy(() -> read(server, 10, "cloud"))
          .hasMessageContaining("differs from what was first downloaded");

      Files.delete(set().resolve("cloud.npy.sha256"));
      read(server, 10, "cloud");
      assertThat(set().resolve("cloud.npy")).hasSize(80 + 10 * 784);
    }
  }

  @Test
  void seesThatAFileOnDiskIsNotWhatWasDownloaded() throws IOException {
    try (TestServer server = TestServer.start(both())) {
      read(server, 50, "cloud");
      byte[] bytes = Files.readAllBytes(set().resolve("cloud.npy"));
      bytes[5000]++;
      Files.write(set().resolve("cloud.npy"), bytes);
      assertThatThrownBy(() -> read(server, 50, "cloud"))
          .hasMessage(
              set().resolve("cloud.npy")
                  + " differs from what was first downloaded: delete it to fetch it again,"
                  + " or cloud.npy.sha256 to accept it");
      Files.write(set().resolve("cloud.npy"), Arrays.copyOf(bytes, 1000));
      assertThatThrownBy(() -> read(server, 50, "cloud"))
          .hasMessageContaining("has 1000 bytes, but its header promises 50 rows of 784");
    }
  }

  @Test
  void takesTheUsersOwnFilesAsTheyAre() throws IOException {
    Files.createDirectories(set());
    Files.write(set().resolve("full_numpy_bitmap_cloud.npy"), CLOUD);
    Files.write(set().resolve("alarm_clock.npy"), CLOCK);
    try (TestServer server = TestServer.start(Answers.status(404))) {
      Found found = read(server, 100, "cloud", "alarm clock");
      assertThat(server.requests()).isEmpty();
      assertThat(counts(found.training())).containsExactly(86, 77);
      assertThat(found.remarks())
          .containsExactly(
              "alarm clock has only 90 of the 100 drawings asked for (%s): all are taken"
                  .formatted(set().resolve("alarm_clock.npy")));
    }
  }

  @Test
  void copiesTheHeadFromAFolder() throws IOException {
    Path mirror = Files.createDirectory(folder.resolve("a mirror"));
    Files.write(mirror.resolve("alarm_clock.npy"), CLOCK);
    Shelf shelf = shelf(Map.of("FOVEA_MIRROR", mirror.toString()));
    QuickDraw.read(shelf, options(40, "alarm clock"), Progress.SILENT);
    assertThat(set().resolve("alarm clock.npy")).hasSize(80 + 40 * 784);
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    byte[] wide = CLOUD.clone();
    wide[70] = '5';
    assertBroken(wide, "is no npy file of bytes in rows of 784");
    assertBroken(Arrays.copyOf(CLOUD, CLOUD.length - 784), "length does not fit its header");
    assertBroken("<html>".getBytes(StandardCharsets.US_ASCII), "login page");
    assertBroken(new byte[0], "no more bytes than are here");

    assertThatThrownBy(() -> options(10, "clod"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "quickdraw has no class named clod: take one of its 345, such as clarinet, clock,"
                + " cloud");
    assertThatThrownBy(() -> options(10, "zzz")).hasMessageContaining("345, listed at https://");
    assertThatThrownBy(() -> options(10, "cloud", "Cloud")).hasMessageContaining("named twice");
    assertThatThrownBy(() -> options(10)).hasMessageContaining("no classes of quickdraw are named");
    assertThatThrownBy(() -> options(1, "cloud")).hasMessageContaining("2 to 1,000,000, not 1");
    assertThatThrownBy(() -> new QuickDrawOptions(List.of("cloud"), 10, Double.NaN, 1))
        .hasMessageContaining("0 to 0.9");
  }

  private void assertBroken(byte[] served, String why) throws IOException {
    try (TestServer server = TestServer.start(file(served, "\"x\""))) {
      assertThatThrownBy(() -> read(server, 60, "cloud", "sun"))
          .isInstanceOf(InputException.class)
          .hasMessageContaining(why)
          .hasMessageEndingWith("or put cloud.npy, sun.npy into " + set());
      assertThat(set().resolve("cloud.npy")).doesNotExist();
    }
  }

  private Found read(TestServer server, int perClass, String... classes) {
    Shelf shelf = shelf(Map.of("FOVEA_MIRROR", server.url("").toString()));
    return QuickDraw.read(shelf, options(perClass, classes), Progress.SILENT);
  }

  private Shelf shelf(Map<String, String> environment) {
    Patience patience =
        new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), 1, Duration.ofMillis(1));
    Optional<Mirror> mirror = Mirror.of(environment);
    return new Shelf(
        new Cache(folder.resolve("cache")), List.of(), mirror, new Downloads(patience));
  }

  private Path set() {
    return folder.resolve("cache").resolve("quickdraw");
  }

  private static QuickDrawOptions options(int perClass, String... classes) {
    return new QuickDrawOptions(List.of(classes), perClass, 1.0 / 7, 3);
  }

  private static Answer both() {
    Answer cloud = file(CLOUD, "\"cloud\"");
    Answer clock = file(CLOCK, "\"clock\"");
    return (request, out) -> (request.path().contains("cloud") ? cloud : clock).write(request, out);
  }

  private static int[] counts(Images images) {
    int[] counts = new int[images.classes().size()];
    for (int label : images.labels().orElseThrow()) {
      counts[label]++;
    }
    return counts;
  }

  /** Which row of the file the image is. */
  private static int row(Images images, int image, byte[] npy) {
    for (int row = 0; 80 + row * 784 < npy.length; row++) {
      int from = 80 + row * 784;
      if (Arrays.equals(images.pixels(), image * 784, (image + 1) * 784, npy, from, from + 784)) {
        return row;
      }
    }
    return -1;
  }

  /** As NumPy 1.13, of which the published files are, wrote it: a header of 80 bytes. */
  private static byte[] npy(int rows, long seed) {
    byte[] pixels = new byte[rows * 784];
    new Random(seed).nextBytes(pixels);
    byte[] file = Arrays.copyOf(new NpyHead(80, rows).bytes(), 80 + pixels.length);
    System.arraycopy(pixels, 0, file, 80, pixels.length);
    return file;
  }
}
