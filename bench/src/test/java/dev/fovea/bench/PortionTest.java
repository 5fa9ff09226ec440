package dev.fovea.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.net.zoo.Zoo;
import org.junit.jupiter.api.Test;

class PortionTest {

  @Test
  void aSmallNetworkIsMeasuredOnAll() {
    Portion all = new Portion(60_000, 10_000, 5, 2_000);
    assertThat(Portion.of(Zoo.lenet(), 64)).isEqualTo(all);
    assertThat(all.isPart()).isFalse();
  }

  @Test
  void aLargeOneOnWholeBatches() {
    Portion portion = Portion.of(Zoo.digitsDeep(), 32);
    assertThat(portion).isEqualTo(new Portion(2_528, 1_024, 3, 500));
    assertThat(portion.isPart()).isTrue();
    assertThat(portion)
        .hasToString("epochs of 2,528 images, 3 passes over 1,024 test images, 500 single images");
  }

  @Test
  void enoughStepsToLearnSomething() {
    assertThat(Portion.of(Zoo.digitsDeep(), 128).images()).isEqualTo(40 * 128);
  }
}
