package dev.fovea.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.InputException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every reader keeps the rules: on what fuzzing has found, and on seeds that are torn or changed.
 */
class ReadersTest {

  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path folder;
  @TempDir private Path scratch;

  static List<Reader> readers() {
    return Readers.ALL;
  }

  @ParameterizedTest
  @MethodSource("readers")
  void seedsAreFine(Reader reader) throws IOException {
    for (byte[] seed : new Seeds(HOME, scratch).of(reader)) {
      reader.fill(folder, seed);
      assertThatCode(() -> reader.read().accept(folder)).doesNotThrowAnyException();
      delete(reader);
    }
  }

  @ParameterizedTest
  @MethodSource("readers")
  void whatWasFoundStaysMended(Reader reader) throws IOException {
    Path found = HOME.resolve("fuzz/found").resolve(reader.name());
    if (Files.isDirectory(found)) {
      try (Stream<Path> inputs = Files.list(found)) {
        for (Path input : inputs.sorted().toList()) {
          Rules.check(reader, Files.readAllBytes(input), folder);
        }
      }
    }
  }

  /** What needs no search: every reader, cut anywhere, and with one byte changed. */
  @ParameterizedTest
  @MethodSource("readers")
  void tornAndChangedSeedsKeepTheRules(Reader reader) throws IOException {
    Random random = new Random(7);
    List<byte[]> seeds = new Seeds(HOME, scratch).of(reader);
    for (int round = 0; round < 60; round++) {
      byte[] seed = seeds.get(random.nextInt(seeds.size()));
      byte[] input = seed.clone();
      if (round % 2 == 0) {
        input = Arrays.copyOf(seed, random.nextInt(seed.length));
      } else {
        input[random.nextInt(Math.min(seed.length, 400))] = (byte) random.nextInt();
      }
      Rules.check(reader, input, folder);
    }
  }

  /** The rule about time says something only of inputs for which a few seconds are not long. */
  @ParameterizedTest
  @MethodSource("readers")
  void aMegabyteKeepsTheRules(Reader reader) throws IOException {
    for (byte[] large : Large.of(reader)) {
      assertThat(large).hasSizeLessThanOrEqualTo(1_000_000);
      Rules.check(reader, large, folder);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv-gzip", "ndjson-gzip", "npz"})
  void whatUnpacksToGigabytesIsTold(String name) throws IOException {
    Reader reader = Readers.named(name);
    reader.fill(folder, Large.of(reader).getFirst());
    assertThatThrownBy(() -> reader.read().accept(folder))
        .isInstanceOf(InputException.class)
        .hasMessageMatching(".* unpacks to more than \\d+ times its size: if that is meant, .*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"other", "../other", "../in.tmp/other"})
  void rulesSeeWhatIsWritten(String where) {
    assertThatThrownBy(() -> check(path -> write(path.resolve(where).normalize())))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("left");
  }

  @Test
  void rulesSeeWhatIsOverwrittenOrGone() {
    assertThatThrownBy(() -> check(path -> write(path.resolve("file"))))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("left");
    assertThatThrownBy(() -> check(path -> path.resolve("file").toFile().delete()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("left");
  }

  @Test
  void rulesAreRules() {
    assertThatThrownBy(
            () ->
                check(
                    path -> {
                      throw new InputException(" ");
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no sentence");
    assertThatThrownBy(() -> check(path -> Integer.parseInt("x")))
        .isInstanceOf(NumberFormatException.class);
    assertThatThrownBy(() -> check(path -> spin()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("processor time");
    assertThatCode(
            () ->
                check(
                    path -> {
                      throw new InputException("one sentence");
                    }))
        .doesNotThrowAnyException();
  }

  private void check(Consumer<Path> read) throws IOException {
    Rules.check(new Reader("test", "file", Map.of(), read), new byte[1], folder);
    assertThat(folder).isEmptyDirectory();
  }

  private static void write(Path file) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, new byte[] {7});
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void spin() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long end = threads.getCurrentThreadCpuTime() + 4_500_000_000L;
    while (threads.getCurrentThreadCpuTime() < end) {
      Thread.onSpinWait();
    }
  }

  private void delete(Reader reader) throws IOException {
    List<String> names = new ArrayList<>(reader.beside().keySet());
    names.add(reader.file());
    for (String name : names) {
      Files.delete(folder.resolve(name));
    }
  }
}
