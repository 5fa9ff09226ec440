package dev.fovea.train.initializer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.data.Rng;
import dev.fovea.net.Network;
import dev.fovea.net.Tensor;
import dev.fovea.net.zoo.Zoo;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a training draws from its seed: the first parameters, and the order of the images. */
class InitializerTest {

  /** Made by a separate program in another language: a seed must give the same for ever. */
  @Test
  void givesTheSameNumbersForEver() {
    float[] parameters = Initializers.DEFAULT.numbers(Zoo.lenet(), 42);
    assertThat(Arrays.copyOf(parameters, 3))
        .containsExactly(-0.024434804916381836f, 0.17183957993984222f, 0.16340839862823486f);
    assertThat(new Rng(42, 1).permutation(10)).containsExactly(1, 5, 3, 0, 7, 4, 2, 9, 8, 6);
  }

  @Test
  void uniformBetweenTheBoundsOfTheFanIn() {
    for (Network network : Zoo.tutorials()) {
      float[] parameters = Initializers.DEFAULT.numbers(network, 7);
      int at = 0;
      for (Tensor tensor : network.tensors()) {
        float[] part = Arrays.copyOfRange(parameters, at, at += (int) tensor.size());
        Spreads.checkUniform(tensor.name(), part, 1 / Math.sqrt(tensor.fanIn()));
      }
      assertThat(at).isEqualTo(parameters.length);
    }
  }

  @Test
  void tensorsAndSeedsDiffer() {
    Set<Float> first = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      float[] parameters = Initializers.DEFAULT.numbers(Zoo.lenet(), seed);
      int at = 0;
      for (Tensor tensor : Zoo.lenet().tensors()) {
        // Divided by the bound: a tensor that repeats another one's numbers would show.
        first.add((float) Math.rint(1e6 * parameters[at] * Math.sqrt(tensor.fanIn())));
        at += (int) tensor.size();
      }
    }
    assertThat(first).hasSizeGreaterThan(20 * Zoo.lenet().tensors().size() - 3);
  }

  /** Over many epochs each order of four images comes equally often. */
  @Test
  void ordersAreEvenlySpread() {
    int each = 1000;
    Map<String, Integer> count = new HashMap<>();
    for (int epoch = 1; epoch <= 24 * each; epoch++) {
      count.merge(Arrays.toString(new Rng(42, epoch).permutation(4)), 1, Integer::sum);
    }
    assertThat(count).hasSize(24);
    double chiSquare =
        count.values().stream().mapToDouble(n -> (double) (n - each) * (n - each) / each).sum();
    // 23 degrees of freedom: a fair generator stays below with probability 0.999.
    assertThat(chiSquare).isLessThan(49.7);
  }
}
