package dev.fovea.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.net.zoo.Zoo;
import org.junit.jupiter.api.Test;

class HeatTest {

  @Test
  void fashionWithBatchNorm() {
    Heat heat = Heat.find("fashion-bn").orElseThrow();
    assertThat(heat.batch()).isEqualTo(64);
    assertThat(heat.optimizer()).isEqualTo(Heat.find("fashion").orElseThrow().optimizer());
    // Two numbers a channel in place of a bias.
    assertThat(heat.network().parameterCount())
        .isEqualTo(Zoo.fashion().parameterCount() + 16 + 32)
        .isEqualTo(28_986);
    assertThat(Heat.find("fashion-bn:16").orElseThrow().batch()).isEqualTo(16);
  }

  @Test
  void resnetForSmallImages() {
    Heat heat = Heat.find("resnet-18-32").orElseThrow();
    assertThat(heat.batch()).isEqualTo(32);
    assertThat(heat.network()).isEqualTo(Zoo.resnet18For32());
  }
}
