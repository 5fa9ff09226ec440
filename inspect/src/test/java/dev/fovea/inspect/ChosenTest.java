package dev.fovea.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import dev.fovea.net.zoo.Zoo;
import org.junit.jupiter.api.Test;

/** What is looked at where nobody said what. */
class ChosenTest {

  private static final Shape IMAGE = new Shape(1, 4, 4);

  @Test
  void featuresAreWhatTheLastDenseLayerReads() {
    assertThat(Layers.features(Zoo.lenet())).contains("relu3");
    assertThat(Layers.features(Zoo.digitsDeep())).contains("dropout3"); // a softmax comes last
    assertThat(Layers.features(Network.of("n", IMAGE, new Conv2d(2, 3), new Conv2d(2, 2))))
        .contains("conv1");
    assertThat(Layers.features(Network.of("n", new Shape(5, 1, 1), new Dense(2)))).isEmpty();
    assertThat(Layers.features(Network.of("n", IMAGE, new Flatten(), new Dense(2))))
        .contains("flatten1");
  }

  @Test
  void fewPointsHaveFewNeighbours() {
    assertThat(Tsne.forPoints(10).perplexity()).isEqualTo(3);
    assertThat(Tsne.forPoints(3000)).isEqualTo(Tsne.DEFAULT);
    assertThat(Tsne.forPoints(3).perplexity()).isEqualTo(1);
  }
}
