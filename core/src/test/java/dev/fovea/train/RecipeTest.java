package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.data.Scaling;
import dev.fovea.net.Network;
import dev.fovea.net.zoo.Zoo;
import dev.fovea.train.initializer.Initializers;
import dev.fovea.train.optimizer.Adam;
import dev.fovea.train.optimizer.Sgd;
import org.junit.jupiter.api.Test;

class RecipeTest {

  @Test
  void lenetIsTheTutorial() {
    assertThat(Recipe.find("lenet"))
        .contains(new Recipe(Zoo.lenet(), new Sgd(0.01, 0.5), 64, 10, Scaling.MNIST));
  }

  @Test
  void digitsDeepIsTheTutorial() {
    assertThat(Recipe.find("digits-deep"))
        .contains(
            new Recipe(
                Zoo.digitsDeep(),
                new Adam(0.001, 0.9, 0.999, 1e-7),
                32,
                25,
                Scaling.UNIT,
                Initializers.KERAS));
  }

  @Test
  void eachNetworkOfTheZooHasOne() {
    for (Network network : Zoo.all()) {
      assertThat(Recipe.find(network.name()).orElseThrow().network()).isEqualTo(network);
    }
    assertThat(Recipe.find("nobody")).isEmpty();
  }

  /** MNIST's mean and deviation are for its own, grey images. */
  @Test
  void coloursAreScaledFromZeroToOne() {
    assertThat(Recipe.usual(Zoo.lenet())).isEqualTo(Recipe.find("lenet").orElseThrow());
    assertThat(Recipe.find("resnet-18-32"))
        .contains(new Recipe(Zoo.resnet18For32(), new Sgd(0.01, 0.5), 64, 10, Scaling.UNIT));
  }
}
