package dev.fovea.sources.named;

import static dev.fovea.sources.named.Answers.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.sources.named.TestServer.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against servers whose answers are left before their end. */
class OwnConnectionTest {

  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), 1, Duration.ofMillis(1));
  private static final RemoteFile FILE =
      new RemoteFile("a", List.of(), List.of(), OptionalLong.of(300_000), List.of());

  @TempDir private Path folder;

  /** Whatever else comes over a connection that was left is no answer to the next request. */
  @Test
  void servesOneRequest() throws Exception {
    Answer late =
        (request, out) -> {
          head(out, "HTTP/1.1 200 OK", "Content-Length: 10");
          out.flush();
          Thread.sleep(20);
          out.write(new byte[300_000]);
        };
    Downloads downloads = new Downloads(PATIENCE);
    try (TestServer server = TestServer.start(late)) {
      List<URI> places = List.of(server.url("a"));
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(
                () -> downloads.fetch(FILE, places, folder.resolve("a"), "a", Progress.SILENT))
            .hasMessageContaining("has 10 bytes instead of 300000");
        // The JDK's own thread would have the rest of the answer read by then.
        Thread.sleep(100);
      }
      assertThat(server.requests()).hasSize(3);
    }
  }

  /** The answer takes a minute. */
  @Test
  @Timeout(20)
  void leavesAnAnswerThatDribbles() throws IOException {
    Answer dribbles =
        (request, out) -> {
          head(out, "HTTP/1.1 200 OK", "Content-Length: 1000");
          for (int i = 0; i < 1000; i++) {
            out.write(i);
            out.flush();
            Thread.sleep(60);
          }
        };
    Extent whole = new Extent(Long.MAX_VALUE, OptionalLong.empty(), Long.MAX_VALUE);
    try (TestServer server = TestServer.start(dribbles);
        OwnConnection connection =
            OwnConnection.open(server.url("a"), 0, Optional.empty(), whole, PATIENCE)) {
      connection.finish();
      assertThat(server.requests()).hasSize(1);
    }
  }
}
