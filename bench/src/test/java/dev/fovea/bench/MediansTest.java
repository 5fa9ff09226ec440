package dev.fovea.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MediansTest {

  @Test
  void theMiddleOrTheMeanOfTwo() {
    assertThat(Medians.of(List.of(3.0, 1.0, 100.0))).isEqualTo(3);
    assertThat(Medians.of(List.of(4.0, 1.0, 2.0, 100.0))).isEqualTo(3);
  }
}
