package dev.fovea.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.net.Zoo;
import org.junit.jupiter.api.Test;

class PortionTest {

  @Test
  void aSmallNetworkIsMeasuredOnAll() {
    Portion all = new Portion(60_000, 7, 5_000);
    assertThat(Portion.of(Zoo.lenet(), 64)).isEqualTo(all);
    assertThat(all.isPart()).isFalse();
  }

  @Test
  void aLargeOneOnWholeBatches() {
    Portion portion = Portion.of(Zoo.digitsDeep(), 32);
    assertThat(portion).isEqualTo(new Portion(4_992, 3, 500));
    assertThat(portion.isPart()).isTrue();
    assertThat(portion)
        .hasToString("epochs of 4,992 images, 3 passes of inference, 500 single images");
    assertThat(Portion.of(Zoo.digitsDeep(), 128).images()).isEqualTo(4_992);
  }
}
