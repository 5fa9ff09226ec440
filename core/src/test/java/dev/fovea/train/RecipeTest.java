package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.data.Scaling;
import dev.fovea.net.Network;
import dev.fovea.net.Zoo;
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
                Zoo.digitsDeep(), new Adam(0.001), 32, 25, Scaling.UNIT, Initializers.KERAS));
  }

  @Test
  void eachNetworkOfTheZooHasOne() {
    for (Network network : Zoo.all()) {
      assertThat(Recipe.find(network.name()).orElseThrow().network()).isEqualTo(network);
    }
    assertThat(Recipe.find("nobody")).isEmpty();
  }
}
