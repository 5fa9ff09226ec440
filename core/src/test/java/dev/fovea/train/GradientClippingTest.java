package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.data.InputException;
import dev.fovea.engine.Workers;
import dev.fovea.net.Network;
import dev.fovea.net.zoo.Zoo;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradientClippingTest {

  private static final Network NETWORK = Zoo.lenet();

  /** More numbers than one piece, of which some layers are frozen. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 5, 120, 140, 1e6})
  void likeTheFormulaOnAnyThreads(double most) {
    Set<String> frozen = Set.of("conv2");
    float[] gradient = random();
    float[] expected = gradient.clone();
    int from = 260; // what comes before conv2
    int to = from + 5020;
    double squares = 0;
    for (int i = 0; i < gradient.length; i++) {
      squares += i >= from && i < to ? 0 : (double) gradient[i] * gradient[i];
    }
    double norm = Math.sqrt(squares);
    assertThat(norm).isBetween(122.0, 138.0);
    double factor = Math.min(1, most / (norm + 1e-6));
    for (int i = 0; i < gradient.length; i++) {
      expected[i] = i >= from && i < to ? gradient[i] : (float) factor * gradient[i];
    }
    for (int threads : new int[] {1, 2, 3, 8}) {
      float[] clipped = gradient.clone();
      double told = clip(most, Trained.of(NETWORK, frozen), clipped, threads);
      assertThat(told).isCloseTo(norm, within(1e-12 * norm));
      assertThat(clipped).as("%d threads", threads).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8})
  void theNormIsTheSameToTheLastBit(int threads) {
    double one = clip(1, Trained.of(NETWORK), random(), 1);
    assertThat(clip(1, Trained.of(NETWORK), random(), threads)).isEqualTo(one);
  }

  /** Where the squares are more than a float holds, or there is nothing. */
  @Test
  void hugeAndZero() {
    float[] gradient = new float[(int) NETWORK.numberCount()];
    assertThat(clip(1, Trained.of(NETWORK), gradient, 2)).isZero();
    assertThat(gradient).containsOnly(0);
    gradient[7] = 3e30f;
    gradient[10_000] = -4e30f;
    assertThat(clip(1, Trained.of(NETWORK), gradient, 2)).isCloseTo(5e30, within(1e24));
    assertThat(gradient[7]).isCloseTo(0.6f, within(1e-6f));
    assertThat(gradient[10_000]).isCloseTo(-0.8f, within(1e-6f));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refuses(double most) {
    assertThatThrownBy(() -> Trainer.of(NETWORK).clipNorm(most))
        .isInstanceOf(InputException.class)
        .hasMessage("the norm to clip to must be more than 0, not " + most);
  }

  private static double clip(double most, Trained trained, float[] gradient, int threads) {
    try (Workers workers = new Workers(threads)) {
      return new GradientClipping(most, trained, gradient, workers).clip();
    }
  }

  private static float[] random() {
    Random random = new Random(1);
    float[] numbers = new float[(int) NETWORK.numberCount()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }
}
