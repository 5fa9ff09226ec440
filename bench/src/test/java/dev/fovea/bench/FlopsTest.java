package dev.fovea.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.net.zoo.Zoo;
import org.junit.jupiter.api.Test;

class FlopsTest {

  @Test
  void lenetByHand() {
    long conv1 = 10 * 24 * 24 * 25;
    long conv2 = 20 * 8 * 8 * 10 * 25;
    long dense = 320 * 50 + 50 * 10;
    assertThat(Flops.inference(Zoo.lenet())).isEqualTo(2 * (conv1 + conv2 + dense));
    // No gradient of the images.
    assertThat(Flops.training(Zoo.lenet())).isEqualTo(2 * (2 * conv1 + 3 * (conv2 + dense)));
  }
}
