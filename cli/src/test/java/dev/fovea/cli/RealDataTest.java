package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Real data of each kind loads, and a network learns it: far better than the tenth of chance. */
@Tag("shared-data")
class RealDataTest {

  /** As seen from this module's folder. */
  private static final Path SHARED = Path.of("..", "..", "shared", "data");

  @TempDir private Path folder;

  static Stream<Arguments> learnable() {
    return Stream.of(
        Arguments.of("fashion-mnist", 78, "--net fashion --epochs 1"),
        Arguments.of(
            "quickdraw",
            70,
            "--net doodle --epochs 4 --per-class 1500 --classes airplane,banana,bird,book,rainbow"),
        Arguments.of("cifar-10", 35, "--net digits-16-32 --epochs 2 --augment shift=2,flip=0.5"),
        Arguments.of(
            SHARED.resolve("imagenette").toString(),
            22,
            "--net digits-16-32 --epochs 12 --size 32 --augment crop=3,flip=0.5"));
  }

  @ParameterizedTest
  @MethodSource("learnable")
  void learns(String data, int percent, String options) {
    assumeTrue(
        Files.isDirectory(SHARED), "skipped: there is no folder ../shared/data beside the project");
    List<String> words =
        Stream.concat(
                Stream.of(
                    "train",
                    "--data",
                    data,
                    "--cache",
                    SHARED.toString(),
                    "--out",
                    folder.resolve("run").toString()),
                Stream.of(options.split(" ")))
            .toList();
    Run run = Run.of(words.toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    Matcher accuracy = Pattern.compile("Test accuracy: ([\\d.]+) %").matcher(run.out());
    assertThat(accuracy.find()).as(run.out()).isTrue();
    assertThat(Double.parseDouble(accuracy.group(1))).isGreaterThan(percent);
  }
}
