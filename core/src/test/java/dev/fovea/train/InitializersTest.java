package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.InputException;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import dev.fovea.net.Tensor;
import dev.fovea.net.zoo.Zoo;
import dev.fovea.recipe.Recipe;
import dev.fovea.recipe.Recipes;
import dev.fovea.train.initializer.Initializer.Glorot;
import dev.fovea.train.initializer.Initializer.He;
import dev.fovea.train.initializer.Initializer.Normal;
import dev.fovea.train.initializer.Initializer.Spread;
import dev.fovea.train.initializer.Initializer.Zeros;
import dev.fovea.train.initializer.Initializers;
import dev.fovea.train.initializer.Spreads;
import dev.fovea.train.optimizer.TrainedNumbers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The initialisers that are not PyTorch's default; {@link InitializerTest} has that one. */
class InitializersTest {

  /**
   * A strided convolution in groups, and dense layers of which one has an odd number of weights.
   */
  private static final Network NETWORK =
      Network.of(
          "some",
          new Shape(6, 9, 9),
          new Conv2d(60, 3, 5, 2, 1).withGroups(2),
          new Flatten(),
          new Dense(33),
          new Dense(3));

  /** What PyTorch counts: by hand, as its documentation says. */
  private static final double CONV_IN = 3 * 3 * 5;

  private static final double CONV_OUT = 60 * 3 * 5;
  private static final double DENSE_IN = 60 * 5 * 4;
  private static final double DENSE_OUT = 33;

  private static Map<String, float[]> numbers(Initializers initializers) {
    return numbers(NETWORK, initializers);
  }

  private static Map<String, float[]> numbers(Network network, Initializers initializers) {
    float[] all = initializers.numbers(network, 5);
    Map<String, float[]> tensors = new LinkedHashMap<>();
    int at = 0;
    for (Tensor tensor : network.tensors()) {
      tensors.put(tensor.name(), Arrays.copyOfRange(all, at, at += (int) tensor.size()));
    }
    assertThat(at).isEqualTo(all.length);
    return tensors;
  }

  @Test
  void he() {
    Map<String, float[]> normal = numbers(Initializers.of(new He()));
    Spreads.checkNormal("conv", normal.get("conv1.weight"), Math.sqrt(2 / CONV_IN));
    Spreads.checkNormal("dense", normal.get("dense1.weight"), Math.sqrt(2 / DENSE_IN));
    Spreads.checkIndependent("dense", normal.get("dense1.weight"), Math.sqrt(2 / DENSE_IN));
    Map<String, float[]> uniform = numbers(Initializers.of(new He(Spread.UNIFORM)));
    Spreads.checkUniform("conv", uniform.get("conv1.weight"), Math.sqrt(6 / CONV_IN));
    Spreads.checkUniform("dense", uniform.get("dense1.weight"), Math.sqrt(6 / DENSE_IN));
  }

  @Test
  void glorot() {
    Map<String, float[]> uniform = numbers(Initializers.of(new Glorot()));
    double conv = CONV_IN + CONV_OUT;
    double dense = DENSE_IN + DENSE_OUT;
    Spreads.checkUniform("conv", uniform.get("conv1.weight"), Math.sqrt(6 / conv));
    Spreads.checkUniform("dense", uniform.get("dense1.weight"), Math.sqrt(6 / dense));
    Map<String, float[]> normal = numbers(Initializers.of(new Glorot(Spread.NORMAL)));
    Spreads.checkNormal("conv", normal.get("conv1.weight"), Math.sqrt(2 / conv));
    Spreads.checkNormal("dense", normal.get("dense1.weight"), Math.sqrt(2 / dense));
  }

  @Test
  void normalAndZeros() {
    Map<String, float[]> normal = numbers(Initializers.of(new Normal(0.01)));
    Spreads.checkNormal("dense", normal.get("dense1.weight"), 0.01);
    assertThat(normal.get("dense2.weight")).hasSize(99).doesNotContain(0);
    Map<String, float[]> zeros = numbers(Initializers.of(new Zeros()));
    assertThat(zeros.values()).allSatisfy(tensor -> assertThat(tensor).containsOnly(0));
  }

  /** Made by a separate program in another language: a seed must give the same for ever. */
  @Test
  void givesTheSameNumbersForEver() {
    float[] weights = numbers(Zoo.lenet(), Initializers.of(new Normal(1))).get("conv1.weight");
    assertThat(Arrays.copyOf(weights, 4))
        .containsExactly(
            -0.405569463968277f, 0.4366777539253235f, 0.014091601595282555f, -1.3169126510620117f);
  }

  @Test
  void biasesAreThoseOfTheDefault() {
    Map<String, float[]> usual = numbers(Initializers.DEFAULT);
    Map<String, float[]> he = numbers(Initializers.of(new He()));
    assertThat(he.get("dense1.bias")).isEqualTo(usual.get("dense1.bias"));
    Spreads.checkUniform("bias", he.get("dense1.bias"), 1 / Math.sqrt(DENSE_IN));
    assertThat(he.get("dense1.weight")).isNotEqualTo(usual.get("dense1.weight"));
    Map<String, float[]> zero = numbers(Initializers.DEFAULT.withZeroBias());
    assertThat(zero.get("conv1.bias")).containsOnly(0);
    assertThat(zero.get("dense1.bias")).containsOnly(0);
    assertThat(zero.get("dense1.weight")).isEqualTo(usual.get("dense1.weight"));
  }

  @Test
  void chosenByLayer() {
    Map<String, float[]> usual = numbers(Initializers.of(new He()));
    Map<String, float[]> some =
        numbers(Initializers.of(new He()).with("conv1", new Normal(3)).with("dense2", new Zeros()));
    Spreads.checkNormal("conv", some.get("conv1.weight"), 3);
    assertThat(some.get("dense1.weight")).isEqualTo(usual.get("dense1.weight"));
    assertThat(some.get("dense1.bias")).isEqualTo(usual.get("dense1.bias"));
    assertThat(some.get("dense2.weight")).containsOnly(0);
    assertThat(some.get("dense2.bias")).containsOnly(0);
  }

  @Test
  void normalisationsBeginAsTheyMust() {
    Map<String, float[]> numbers =
        numbers(TrainedNumbers.ALL_ROLES, Initializers.of(new He()).withZeroBias());
    assertThat(numbers.get("norm1.weight")).containsOnly(1);
    assertThat(numbers.get("norm1.bias")).containsOnly(0);
    assertThat(numbers.get("norm1.running_mean")).containsOnly(0);
    assertThat(numbers.get("norm1.running_var")).containsOnly(1);
  }

  @Test
  void digitsDeepBeginsAsInKeras() {
    Recipe recipe = Recipes.find("digits-deep").orElseThrow();
    Map<String, float[]> numbers = numbers(recipe.network(), recipe.start().initializers());
    for (Tensor tensor : recipe.network().tensors()) {
      float[] part = numbers.get(tensor.name());
      if (tensor.role() == Tensor.Role.BIAS) {
        assertThat(part).as(tensor.name()).containsOnly(0);
      } else {
        double bound = Math.sqrt(6.0 / (tensor.fanIn() + tensor.fanOut()));
        Spreads.checkUniform(tensor.name(), part, bound);
      }
    }
  }

  @Test
  void refusesALayerThatIsNotThereOrHasNoWeights() {
    Trainer trainer =
        Trainer.of(NETWORK).initializers(Initializers.DEFAULT.with("conv2", new He()));
    assertThatThrownBy(() -> trainer.initializers.check(NETWORK))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "the initializer names the layer 'conv2', which network some does not have: choose one"
                + " of conv1, flatten1, dense1, dense2");
    assertThatThrownBy(() -> Initializers.DEFAULT.with("flatten1", new He()).numbers(NETWORK, 1))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "the initializer names the layer 'flatten1' of network some, but Flatten has no"
                + " weights");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesADeviation(double deviation) {
    assertThatThrownBy(() -> new Normal(deviation))
        .isInstanceOf(InputException.class)
        .hasMessage("the deviation of an initializer must be at least 0, not " + deviation);
  }
}
