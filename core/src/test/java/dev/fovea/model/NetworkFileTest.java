package dev.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.InputException;
import dev.fovea.net.Network;
import dev.fovea.net.zoo.Zoo;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class NetworkFileTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("my-net.json");
  }

  @Test
  void readsWhatNetworkJsonWrites() throws IOException {
    for (Network network : Zoo.all()) {
      Files.writeString(file, NetworkJson.write(network).indented() + "\n");
      assertThat(NetworkFile.read(file)).isEqualTo(network);
    }
  }

  @Test
  void saysWhichFileAndWhere() throws IOException {
    refuses("", ": line 1, column 1: a value is expected, not the end of the text");
    refuses("{\n  \"name\" 7}", ": line 2, column 10: a colon is expected, not \"7\"");
    refuses("[]", ": the network: an object in braces is needed, not a list");
    refuses(
        "{\"name\":\"n\",\"input\":[1,8,8],\"layers\":[{\"name\":\"a\",\"type\":\"Dense\"}]}",
        ": network n, layer a: the field \"outFeatures\" is missing");
    Files.write(file, new byte[] {'{', (byte) 0xFF});
    refuses(": byte 1 is no UTF-8");
  }

  @Test
  void saysWhatIsNoFile() throws IOException {
    refuses(" does not exist: check the path");
    Files.createDirectory(file);
    refuses(" is a folder: name a file in it");
  }

  @Test
  void refusesPipesWithoutWaiting() throws IOException, InterruptedException {
    Process made = new ProcessBuilder("mkfifo", file.toString()).start();
    assertThat(made.waitFor()).isZero();
    refuses(" is no regular file: save it to disk first");
  }

  @Test
  void refusesLargeFilesQuickly() throws IOException {
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(1L << 34);
    }
    refusesQuickly(" has more than 8388608 bytes, more than any network needs: check the file");
  }

  @Test
  void refusesDeepFilesQuickly() throws IOException {
    Files.writeString(file, "[".repeat(NetworkFile.MAX_BYTES));
    refusesQuickly(": line 1, column 65: more than 64 levels inside each other");
  }

  @Test
  void refusesFilesOfManyValuesQuickly() throws IOException {
    Files.writeString(file, "[" + "0,".repeat(1_000_000) + "0]");
    refusesQuickly(": line 1, column 2000000: more than 1000000 values");
  }

  /** The largest that is allowed is also read, and summed up, in no time. */
  @Test
  void readsTheLargest() throws IOException {
    String name = "x".repeat(200);
    String layers =
        IntStream.range(0, NetworkJson.MAX_LAYERS)
            .mapToObj(i -> "{\"name\":\"%s%05d\",\"type\":\"Relu\"}".formatted(name, i))
            .collect(Collectors.joining(","));
    Files.writeString(file, "{\"name\":\"n\",\"input\":[1,8,8],\"layers\":[" + layers + "]}");
    long start = System.nanoTime();
    assertThat(NetworkFile.read(file).nodes()).hasSize(NetworkJson.MAX_LAYERS);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  private void refusesQuickly(String message) {
    long start = System.nanoTime();
    refuses(message);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  private void refuses(String text, String message) throws IOException {
    Files.writeString(file, text);
    refuses(message);
  }

  private void refuses(String message) {
    assertThatThrownBy(() -> NetworkFile.read(file))
        .isInstanceOf(InputException.class)
        .hasMessage(file + message);
  }
}
