package dev.fovea.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.net.Summary;
import org.junit.jupiter.api.Test;

class StacksTest {

  @Test
  void vgg16IsTorchvisions() {
    Summary summary = Summary.of(Stacks.vgg16());
    assertThat(summary.parameters()).isEqualTo(138_357_544);
    // What the tables of others say: 15.5 thousand million multiply-adds.
    assertThat(summary.multiplyAdds()).isEqualTo(15_470_264_320L);
  }

  @Test
  void theSmallStackByHand() {
    long at32 = 32 * 32 * 9 * (3 * 64 + 64 * 64);
    long at16 = 16 * 16 * 9 * (64 * 128 + 128 * 128);
    long at8 = 8 * 8 * 9 * 128 * 256;
    long dense = 4 * 4 * 256 * 10;
    assertThat(Summary.of(Stacks.vggLike(32)).multiplyAdds()).isEqualTo(at32 + at16 + at8 + dense);
  }

  @Test
  void foundByName() {
    assertThat(Stacks.find("vgg-16").orElseThrow().batch()).isEqualTo(16);
    assertThat(Stacks.find("vgg-like-64").orElseThrow().network().input().height()).isEqualTo(64);
    assertThat(Stacks.find("lenet:2").orElseThrow().batch()).isEqualTo(2);
    assertThat(Stacks.find("resnet")).isEmpty();
  }
}
