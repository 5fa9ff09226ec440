package dev.fovea.sources.array;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.sources.Found;
import dev.fovea.sources.Images;
import dev.fovea.sources.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads what numpy wrote: every type, order, version and shape. */
class NpyGoldenTest {

  static List<String> cases() throws IOException {
    try (Stream<Path> files = Files.list(NpyBytes.golden("gray.raw").getParent())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".npy"))
          .sorted()
          .toList();
    }
  }

  @Test
  void allCasesAreThere() throws IOException {
    assertThat(cases()).hasSize(53);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheBytesOfNumpy(String name) throws IOException {
    Path file = NpyBytes.golden(name);
    String expected = name.split("\\.")[1];
    assertThat(ArrayFiles.recognises(file)).isTrue();

    Found found = ArrayFiles.read(file, ReadOptions.PLAIN);

    Images images = found.training();
    assertThat(images.pixels()).isEqualTo(Files.readAllBytes(NpyBytes.golden(expected + ".raw")));
    assertThat(images.channels()).isEqualTo(expected.matches("colour|wide") ? 3 : 1);
    assertThat(images.height()).isEqualTo(4);
    assertThat(images.width()).isEqualTo(expected.matches("oblong|wide") ? 6 : 4);
    assertThat(images.labels()).isEmpty();
    assertThat(images.classes()).isEmpty();
    assertThat(found.test()).isEmpty();
    assertThat(found.remarks()).hasSize(expected.equals("sixteen") ? 1 : 0);
  }
}
