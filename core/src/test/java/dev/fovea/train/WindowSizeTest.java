package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowSizeTest {

  /** What is asked (0: nothing), the batch, the side of an image, and what comes of it. */
  @ParameterizedTest
  @CsvSource({
    "0, 64, 28, 65536", // as many as are said
    "0, 100, 28, 65600", // whole batches
    "0, 64, 64, 32768", // 128 MiB
    "0, 64, 2000, 64", // 33, but a batch
    "1000, 64, 28, 1024",
    "64, 64, 28, 64",
    "99990, 64, 28, 99999" // no more than there are
  })
  void windows(int asked, int batch, int side, int expected) {
    OptionalInt wanted = asked == 0 ? OptionalInt.empty() : OptionalInt.of(asked);
    assertThat(WindowSize.of(wanted, batch, side * side, 99_999)).isEqualTo(expected);
  }
}
