package dev.fovea.sources.named;

import static dev.fovea.sources.named.Answers.cut;
import static dev.fovea.sources.named.Answers.file;
import static dev.fovea.sources.named.Answers.head;
import static dev.fovea.sources.named.Answers.inTurn;
import static dev.fovea.sources.named.Answers.raw;
import static dev.fovea.sources.named.Answers.status;
import static dev.fovea.sources.named.Answers.thenStall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.data.InputException;
import dev.fovea.sources.named.TestServer.Answer;
import dev.fovea.sources.named.TestServer.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against servers that break off, stall and lie. */
class DownloadsTest {

  private static final byte[] DATA = bytes(300_000, 1);
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Downloads DOWNLOADS =
      new Downloads(
          new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), 3, Duration.ofMillis(1)));
  private static final Downloads IMPATIENT =
      new Downloads(new Patience(Duration.ofSeconds(5), SHORT, 2, Duration.ofMillis(1)));

  @TempDir private Path folder;

  @Test
  void putsTheWholeFileIntoPlace() throws IOException {
    List<Long> seen = new ArrayList<>();
    try (TestServer server = TestServer.start(file(DATA, "\"a\""))) {
      DOWNLOADS.fetch(
          published(DATA),
          List.of(server.url("data.bin")),
          target(),
          "data.bin",
          (name, bytes, total) -> {
            assertThat(name).isEqualTo("data.bin");
            assertThat(total).isEqualTo(DATA.length);
            seen.add(bytes);
          });
    }
    assertHasOnly(DATA);
    assertThat(seen).isSorted().startsWith(0L).endsWith((long) DATA.length);
  }

  @Test
  void goesOnWhereTheConnectionBroke() throws IOException {
    List<Request> requests = fetch(cut(DATA, "\"a\"", 140_000));

    assertThat(requests).hasSize(3);
    assertThat(requests.get(0).range()).isEmpty();
    assertThat(requests.get(1).range()).isEqualTo("bytes=140000-");
    assertThat(requests.get(1).headers()).containsEntry("if-range", "\"a\"");
    assertThat(requests.get(2).range()).isEqualTo("bytes=280000-");
  }

  @Test
  void goesOnInAnotherProcessLater() throws IOException {
    try (TestServer server = TestServer.start(inTurn(cut(DATA, "\"a\"", 1000), status(404)))) {
      assertThatThrownBy(() -> fetch(server)).isInstanceOf(InputException.class);
      assertThat(Files.size(folder.resolve("data.bin.part"))).isEqualTo(1000);
    }
    // Another port is another URL: the note of the old one must not be used for it.
    List<Request> requests = fetch(file(DATA, "\"a\""));
    assertThat(requests).singleElement().extracting(Request::range).isEqualTo("");
  }

  @Test
  void beginsAnewWhereTheServerKnowsNoRanges() throws IOException {
    Answer whole = raw(DATA, "Content-Length: " + DATA.length, "ETag: \"a\"");
    assertThat(fetch(inTurn(cut(DATA, "\"a\"", 100_000), whole))).hasSize(2);
  }

  @Test
  void beginsAnewWhereTheServerNamesNoVersion() throws IOException {
    byte[] half = Arrays.copyOf(DATA, DATA.length / 2);
    Answer broken = raw(half, "Content-Length: " + DATA.length);
    List<Request> requests = fetch(inTurn(broken, file(DATA, "\"a\"")));
    assertThat(requests).extracting(Request::range).containsExactly("", "");
  }

  @Test
  void beginsAnewWhereTheFileHasChanged() throws IOException {
    byte[] old = bytes(DATA.length, 2);
    fetch(inTurn(cut(old, "\"old\"", 100_000), file(DATA, "\"new\"")));
  }

  @Test
  void takesNoPartOfAChangedFileFromAServerThatIgnoresIfRange() throws IOException {
    byte[] old = bytes(DATA.length, 2);
    Answer careless =
        (request, out) ->
            file(DATA, "\"new\"")
                .write(
                    new Request(
                        request.path(),
                        request.range().isEmpty() ? Map.of() : Map.of("range", request.range())),
                    out);
    assertThat(fetch(inTurn(cut(old, "\"old\"", 100_000), careless))).hasSize(3);
  }

  @Test
  void takesTheNextMirrorWhereOneStalls() throws IOException {
    Answer stalls = thenStall(cut(DATA, "\"a\"", 70_000));
    assertNextMirrorIsTaken(IMPATIENT, stalls, "nothing came for 0.2 s", 2);
  }

  @Test
  void takesTheNextMirrorWhereNoAnswerComes() throws IOException {
    assertNextMirrorIsTaken(
        IMPATIENT, thenStall((request, out) -> {}), "nothing came for 0.2 s", 2);
  }

  @Test
  void takesTheNextMirrorWhereBytesDribble() throws IOException {
    Answer dribbles =
        (request, out) -> {
          head(out, "HTTP/1.1 200 OK", "Content-Length: " + DATA.length);
          for (int i = 0; i < 500; i++) {
            out.write(DATA[i]);
            out.flush();
            Thread.sleep(20);
          }
        };
    assertNextMirrorIsTaken(IMPATIENT, dribbles, "next to nothing", 2);
  }

  @Test
  void takesTheNextMirrorWhereTheLengthIsNotThePublishedOne() throws IOException {
    byte[] longer = bytes(DATA.length + 1, 1);
    assertNextMirrorIsTaken(
        file(longer, "\"a\""), "its file has 300001 bytes instead of 300000", 1);
    assertNextMirrorIsTaken(raw(DATA, "Content-Length: 10"), "has 10 bytes instead of 300000", 1);
  }

  @Test
  void takesTheNextMirrorWhereLessComesThanPromised() throws IOException {
    byte[] less = bytes(5000, 1);
    assertNextMirrorIsTaken(
        raw(less, "Content-Length: " + DATA.length), "ended before the file did", 3);
    assertNextMirrorIsTaken(raw(less), "ended after 5000 of 300000 bytes", 3);
  }

  @Test
  void takesTheNextMirrorWhereBytesAreWrong() throws IOException {
    assertNextMirrorIsTaken(
        file(bytes(DATA.length, 3), "\"a\""), "has not the published checksum", 1);
  }

  @Test
  void asksForAMissingFileOnceAndAServerInTroubleThrice() throws IOException {
    assertNextMirrorIsTaken(status(404), "HTTP 404", 1);
    assertNextMirrorIsTaken(status(403), "HTTP 403", 1);
    assertNextMirrorIsTaken(status(500), "HTTP 500", 3);
    assertNextMirrorIsTaken(
        (request, out) -> out.write("hello\r\n\r\n".getBytes(StandardCharsets.US_ASCII)),
        "not HTTP",
        1);
  }

  @Test
  void knowsAWebPage() throws IOException {
    byte[] page = "\n<!DOCTYPE html><html>log in".getBytes(StandardCharsets.US_ASCII);
    assertNextMirrorIsTaken(
        raw(page, "Content-Type: text/html; charset=utf-8", "Content-Length: " + page.length),
        "login page",
        1);
    byte[] same = Arrays.copyOf(page, DATA.length);
    assertNextMirrorIsTaken(raw(same, "Content-Length: " + same.length), "login page", 1);
  }

  @Test
  void followsRedirectsButNotForEver() throws IOException {
    Answer there =
        (request, out) -> {
          if (request.path().equals("/data.bin")) {
            head(out, "HTTP/1.1 302 Found", "Location: /other", "Content-Length: 0");
          } else {
            file(DATA, "\"a\"").write(request, out);
          }
        };
    assertThat(fetch(there)).extracting(Request::path).containsExactly("/data.bin", "/other");
    clear();
    Answer loop = (request, out) -> head(out, "HTTP/1.1 302 Found", "Location: /data.bin");
    assertNextMirrorIsTaken(loop, "redirects more than 5 times", 6);
    Answer file = (request, out) -> head(out, "HTTP/1.1 302 Found", "Location: file:///etc/motd");
    assertNextMirrorIsTaken(file, "where Fovea does not go", 1);
  }

  @Test
  void stopsEndlessData() throws IOException {
    Answer endless =
        (request, out) -> {
          head(out, "HTTP/1.1 200 OK", "Content-Type: application/octet-stream");
          while (true) {
            out.write(DATA);
          }
        };
    assertNextMirrorIsTaken(endless, "more than the 300000 bytes", 1);
  }

  @Test
  void twoAtOnceDownloadOnce() throws Exception {
    Answer slow =
        (request, out) -> {
          Thread.sleep(100);
          file(DATA, "\"a\"").write(request, out);
        };
    try (TestServer server = TestServer.start(slow)) {
      Thread other = Thread.ofVirtual().start(() -> fetch(server));
      fetch(server);
      other.join();
      assertThat(server.requests()).hasSize(1);
    }
    assertHasOnly(DATA);
  }

  @Test
  void doesNotWaitForeverForAnotherOne() throws IOException {
    try (FolderLock _ = FolderLock.take(folder, SHORT);
        TestServer server = TestServer.start(file(DATA, "\"a\""))) {
      assertThatThrownBy(() -> fetch(IMPATIENT, server.url("data.bin")))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("is locked by another process");
    }
  }

  @Test
  void onlyChecksWhatHasAllCome() throws IOException {
    try (TestServer server = TestServer.start(status(404))) {
      Files.write(folder.resolve("data.bin.part"), DATA);
      Files.write(
          folder.resolve("data.bin.part.from"),
          List.of(server.url("data.bin").toString(), "\"a\""));
      fetch(server);
      assertThat(server.requests()).isEmpty();
    }
    assertHasOnly(DATA);
  }

  @Test
  void saysWhereToPutWhatCannotBeHad() throws IOException {
    // Bound and not listening: nobody answers, and no other program can take the port meanwhile.
    try (Socket held = new Socket()) {
      held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      URI nobody = URI.create("http://127.0.0.1:%d/data.bin".formatted(held.getLocalPort()));
      assertThatThrownBy(
              () ->
                  DOWNLOADS.fetch(
                      published(DATA), List.of(nobody), target(), "a.gz, b.gz", Progress.SILENT))
          .isInstanceOf(InputException.class)
          .hasMessage(
              "data.bin cannot be downloaded (%s: no connection): check the network,"
                      .formatted(nobody)
                  + " name a mirror with FOVEA_MIRROR, or put a.gz, b.gz into "
                  + folder);
    }
  }

  @Test
  void saysThatTheDiskIsFull() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "this system has no /dev/full");
    Files.createSymbolicLink(folder.resolve("data.bin.part"), full);
    try (TestServer server = TestServer.start(file(DATA, "\"a\""))) {
      assertThatThrownBy(() -> fetch(server))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("data.bin.part cannot be written (No space left on device)")
          .hasMessageContaining("--cache");
    }
  }

  @Test
  void saysThatTheFolderCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    try (TestServer server = TestServer.start(file(DATA, "\"a\""))) {
      assertThatThrownBy(
              () ->
                  DOWNLOADS.fetch(
                      published(DATA),
                      List.of(server.url("data.bin")),
                      file.resolve("set").resolve("data.bin"),
                      "data.bin",
                      Progress.SILENT))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("cannot be written")
          .hasMessageContaining("FOVEA_CACHE");
    }
  }

  @Test
  void canBeInterrupted() throws IOException {
    try (TestServer server = TestServer.start(file(DATA, "\"a\""))) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> fetch(server)).isInstanceOf(InputException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private void assertNextMirrorIsTaken(Answer bad, String why, int requests) throws IOException {
    assertNextMirrorIsTaken(DOWNLOADS, bad, why, requests);
  }

  /** And, where there is no other mirror, that the reason is given. */
  private void assertNextMirrorIsTaken(Downloads downloads, Answer bad, String why, int requests)
      throws IOException {
    clear();
    try (TestServer server = TestServer.start(bad);
        TestServer good = TestServer.start(file(DATA, "\"a\""))) {
      fetch(downloads, server.url("data.bin"), good.url("data.bin"));
      assertHasOnly(DATA);
      assertThat(server.requests()).hasSize(requests);
      assertThat(good.requests()).hasSize(1);
      clear();
      assertThatThrownBy(() -> fetch(downloads, server.url("data.bin")))
          .isInstanceOf(InputException.class)
          .hasMessageContaining(why);
      assertThat(target()).doesNotExist();
    }
  }

  private List<Request> fetch(Answer answer) throws IOException {
    try (TestServer server = TestServer.start(answer)) {
      fetch(server);
      assertHasOnly(DATA);
      return server.requests();
    }
  }

  private void fetch(TestServer server) {
    fetch(DOWNLOADS, server.url("data.bin"));
  }

  private void fetch(Downloads downloads, URI... places) {
    downloads.fetch(published(DATA), List.of(places), target(), "data.bin", Progress.SILENT);
  }

  private void assertHasOnly(byte[] data) throws IOException {
    assertThat(target()).hasBinaryContent(data);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("data.bin", ".lock");
    }
  }

  private void clear() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private Path target() {
    return folder.resolve("data.bin");
  }

  private static RemoteFile published(byte[] data) {
    return new RemoteFile(
        "data.bin",
        List.of(),
        List.of(),
        OptionalLong.of(data.length),
        List.of(new Checksum.OfFile(Packed.sha256(data))));
  }

  private static byte[] bytes(int count, long seed) {
    byte[] bytes = new byte[count];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
