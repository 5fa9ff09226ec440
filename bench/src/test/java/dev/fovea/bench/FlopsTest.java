package dev.fovea.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.net.Add;
import dev.fovea.net.Conv2d;
import dev.fovea.net.NetworkBuilder;
import dev.fovea.net.Node;
import dev.fovea.net.Shape;
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

  @Test
  void resnetByHand() {
    // Filters x 9 taps x channels before x rows and columns; the strides halve the sides.
    long first = 64L * 9 * 3 * 32 * 32;
    long stage1 = 4 * 64L * 9 * 64 * 32 * 32;
    long stage2 = (128L * 9 * 64 + 3 * 128 * 9 * 128 + 128 * 64) * 16 * 16;
    long stage3 = (256L * 9 * 128 + 3 * 256 * 9 * 256 + 256 * 128) * 8 * 8;
    long stage4 = (512L * 9 * 256 + 3 * 512 * 9 * 512 + 512 * 256) * 4 * 4;
    long rest = stage1 + stage2 + stage3 + stage4 + 512 * 10;
    assertThat(Flops.inference(Zoo.resnet18For32())).isEqualTo(2 * (first + rest));
    assertThat(Flops.training(Zoo.resnet18For32())).isEqualTo(2 * (2 * first + 3 * rest));
  }

  @Test
  void nobodyNeedsTheGradientOfTheImagesInAnyBranch() {
    NetworkBuilder net = new NetworkBuilder("branches", new Shape(1, 4, 4));
    int a = net.add(new Conv2d(2, 1), Node.IMAGE);
    int b = net.add(new Conv2d(2, 1), Node.IMAGE);
    net.add(new Add(), a, b);
    net.add(new Conv2d(3, 1));
    long branch = 2 * 16;
    long after = 3 * 2 * 16;
    assertThat(Flops.training(net.build())).isEqualTo(2 * (2 * 2 * branch + 3 * after));
  }
}
