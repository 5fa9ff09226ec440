package dev.fovea.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.net.Network;
import dev.fovea.net.zoo.Zoo;
import dev.fovea.train.initializer.Initializers;
import dev.fovea.train.optimizer.Adam;
import dev.fovea.train.optimizer.Optimizer;
import dev.fovea.train.optimizer.Sgd;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The recipes that come with Fovea are those of the tutorials. */
class RecipesTest {

  private static Recipe recipe(String name) {
    return Recipes.find(name).orElseThrow();
  }

  private static void assertLearning(
      String name, Network network, Optimizer optimizer, int batch, int epochs) {
    Recipe recipe = recipe(name);
    assertThat(recipe.about().name()).isEqualTo(name);
    assertThat(recipe.network()).isEqualTo(network);
    assertThat(recipe.learning()).isEqualTo(Learning.USUAL.withOptimizer(optimizer));
    assertThat(recipe.passes())
        .isEqualTo(new Passes(epochs, batch, 1, Passes.USUAL.sampling(), OptionalInt.empty()));
    assertThat(recipe.measuring())
        .isEqualTo(new Measuring(0, Measuring.USUAL.metric(), 0, 0, true));
    assertThat(recipe.seed()).isEqualTo(42);
  }

  @Test
  void theTutorials() {
    assertLearning("lenet", Zoo.lenet(), new Sgd(0.01, 0.5), 64, 10);
    assertLearning("doodle", Zoo.doodle(), new Sgd(0.03, 0.9), 64, 10);
    assertLearning("fashion", Zoo.fashion(), new Sgd(0.1), 100, 6);
    assertLearning("digits-16-32", Zoo.digits1632(), new Adam(0.001), 50, 5);
    assertLearning("digits-deep", Zoo.digitsDeep(), new Adam(0.001, 0.9, 0.999, 1e-7), 32, 25);
  }

  @Test
  void theirScalingsAndFirstNumbers() {
    Inputs plain = Inputs.PLAIN;
    assertThat(recipe("lenet").inputs()).isEqualTo(plain.withScaling(PixelScaling.Fixed.MNIST));
    // The mean and deviation of Fashion-MNIST's training images.
    assertThat(recipe("fashion").inputs())
        .isEqualTo(plain.withScaling(new PixelScaling.Fixed(List.of(0.2860), List.of(0.3530))));
    for (String name : List.of("doodle", "digits-16-32", "digits-deep")) {
      assertThat(recipe(name).inputs()).isEqualTo(plain);
    }
    for (String name : List.of("lenet", "doodle", "fashion", "digits-16-32")) {
      assertThat(recipe(name).start()).isEqualTo(Start.USUAL);
    }
    assertThat(recipe("digits-deep").start())
        .isEqualTo(Start.USUAL.withInitializers(Initializers.KERAS));
  }

  @Test
  void theirData() {
    assertThat(recipe("lenet").data()).isEqualTo(DataChoice.MNIST);
    assertThat(recipe("digits-16-32").data()).isEqualTo(DataChoice.MNIST);
    assertThat(recipe("fashion").data()).isEqualTo(DataChoice.of("fashion-mnist"));
    DataChoice doodle = recipe("doodle").data();
    assertThat(doodle.source()).isEqualTo("quickdraw");
    assertThat(Math.round(doodle.perClass().orElseThrow() * doodle.testShare())).isEqualTo(499);
    DataChoice deep = recipe("digits-deep").data();
    assertThat(deep.pool()).isTrue();
    assertThat(deep.testShare()).isEqualTo(0.4);
  }

  /** Where a source is silent, the recipe says so. */
  @Test
  void eachTellsWhatItIs() {
    for (String name : Recipes.names()) {
      assertThat(recipe(name).about().about()).isNotBlank().hasSizeLessThan(66);
    }
    assertThat(recipe("fashion").about().notes()).isNotEmpty();
    assertThat(recipe("doodle").about().notes()).isNotEmpty();
    assertThat(recipe("digits-16-32").about().notes()).isNotEmpty();
    assertThat(recipe("digits-deep").about().notes()).isNotEmpty();
    assertThat(Recipes.find("nobody")).isEmpty();
    assertThat(Recipes.text("../../../module-info")).isEmpty();
  }

  /** Ours learn from all training images and look at the test data once. */
  @Test
  void theBetterOnes() {
    List<String> better =
        List.of("fashion-bn", "digits-60s", "digits-tiny", "digits-15min", "fashion-15min");
    for (String name : better) {
      Recipe recipe = recipe(name);
      assertThat(recipe.network().name()).isEqualTo(name);
      assertThat(recipe.measuring()).isEqualTo(Measuring.USUAL);
      assertThat(recipe.about().notes().getFirst()).contains("set apart");
    }
    assertThat(recipe("digits-tiny").network().parameterCount()).isEqualTo(7_808);
    assertThat(recipe("digits-60s").network().parameterCount()).isEqualTo(40_954);
    assertThat(recipe("fashion-bn").network().parameterCount()).isEqualTo(32_154);
    assertThat(recipe("digits-15min").network().parameterCount()).isEqualTo(473_386);
    assertThat(recipe("fashion-15min").network().parameterCount()).isEqualTo(288_682);
    assertThat(Recipes.names()).hasSize(5 + better.size() + 1);
  }

  /** As the tutorial, but for what the name says and how it is learned. */
  @Test
  void digitsDeepAug() {
    Recipe tutorial = recipe("digits-deep");
    Recipe ours = recipe("digits-deep-aug");
    assertThat(ours.network()).isEqualTo(tutorial.network());
    assertThat(ours.data()).isEqualTo(tutorial.data());
    assertThat(ours.start()).isEqualTo(tutorial.start());
    assertThat(ours.passes()).isEqualTo(tutorial.passes());
    assertThat(ours.measuring()).isEqualTo(Measuring.USUAL);
    assertThat(ours.inputs().augmentations()).isNotEmpty();
  }

  @Test
  void eachNetworkOfTheZooHasOne() {
    for (Network network : Zoo.all()) {
      assertThat(Recipes.ofNetwork(network.name()).orElseThrow().network()).isEqualTo(network);
    }
    assertThat(Recipes.ofNetwork("fashion")).isEqualTo(Recipes.find("fashion"));
    assertThat(Recipes.ofNetwork("nobody")).isEmpty();
  }

  /** The tutorials' tests and numbers are for the tutorials' data. */
  @Test
  void onOtherData() {
    Recipe lenet = recipe("lenet");
    assertThat(lenet.on(DataChoice.MNIST)).isSameAs(lenet);
    Recipe photos = lenet.on(DataChoice.of("photos"));
    assertThat(photos.data()).isEqualTo(DataChoice.of("photos"));
    assertThat(photos.inputs().scaling()).isEqualTo(new PixelScaling.OfData());
    assertThat(photos.measuring().testEachEpoch()).isFalse();
    assertThat(photos.learning()).isEqualTo(lenet.learning());
    Recipe deep = recipe("digits-deep").on(DataChoice.MNIST);
    assertThat(deep.data().pool()).isFalse();
    assertThat(deep.inputs()).isEqualTo(Inputs.PLAIN);
    DataChoice pooled = recipe("digits-deep").data();
    assertThat(pooled.withSource("photos")).isEqualTo(DataChoice.of("photos"));
    assertThat(pooled.withSource("mnist")).isEqualTo(pooled);
    DataChoice doodle = recipe("doodle").data().withSource("drawings");
    assertThat(doodle.testShare()).isEqualTo(0.1248);
    assertThat(doodle.perClass()).isEmpty();
  }

  /** MNIST's mean and deviation are for its own, grey images. */
  @Test
  void coloursAreScaledFromZeroToOne() {
    Recipe lenet = Recipes.usual(Zoo.lenet());
    assertThat(lenet.inputs()).isEqualTo(recipe("lenet").inputs());
    assertThat(lenet.learning()).isEqualTo(recipe("lenet").learning());
    assertThat(lenet.measuring().testEachEpoch()).isFalse();
    assertThat(Recipes.usual(Zoo.resnet18For32()).inputs()).isEqualTo(Inputs.PLAIN);
  }
}
