package dev.fovea.sources.named;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumTest {

  /** FIPS 180-2, appendix B.1. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  private static final byte[] DATA = "abc".getBytes(StandardCharsets.US_ASCII);

  @TempDir private Path folder;

  @Test
  void tellsTheFileFromItsContent() throws IOException {
    Path raw = Files.write(folder.resolve("raw"), DATA);
    byte[] gzip = Packed.gzip(DATA);
    Path packed = Files.write(folder.resolve("packed"), gzip);
    Path broken = Files.write(folder.resolve("broken"), Arrays.copyOf(gzip, gzip.length - 1));

    assertThat(new Checksum.OfFile(ABC).fits(raw)).isTrue();
    assertThat(new Checksum.OfFile(ABC).fits(packed)).isFalse();
    assertThat(new Checksum.OfContent(ABC, 3).fits(packed)).isTrue();
    assertThat(new Checksum.OfContent(ABC, 3).fits(raw)).isFalse();
    assertThat(new Checksum.OfContent(ABC, 3).fits(broken)).isFalse();
  }

  @Test
  void doesNotUnpackABomb() throws IOException {
    Path bomb = Files.write(folder.resolve("bomb"), Packed.gzip(new byte[50_000_000]));
    assertThat(new Checksum.OfContent(ABC, 3).fits(bomb)).isFalse();
  }

  @Test
  void takesTheSameDataPackedAnew() throws IOException {
    byte[] packed = Packed.gzip(DATA);
    RemoteFile file =
        new RemoteFile(
            "data.gz",
            List.of(),
            List.of(),
            OptionalLong.of(packed.length - 5),
            List.of(new Checksum.OfFile("0".repeat(64)), new Checksum.OfContent(ABC, 3)));
    Patience patience =
        new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), 1, Duration.ofMillis(1));
    Path target = folder.resolve("data.gz");
    try (TestServer server = TestServer.start(Answers.file(packed, "\"a\""))) {
      new Downloads(patience)
          .fetch(file, List.of(server.url("data.gz")), target, "data.gz", Progress.SILENT);
    }
    assertThat(target).hasBinaryContent(packed);
  }
}
