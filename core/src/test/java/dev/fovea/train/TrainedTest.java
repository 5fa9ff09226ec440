package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.InputException;
import dev.fovea.net.Network;
import dev.fovea.net.Tensor;
import dev.fovea.train.optimizer.Sgd;
import dev.fovea.train.optimizer.TrainedNumbers;
import dev.fovea.train.optimizer.Updater;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Updates reach each number that is trained once, and no other. */
class TrainedTest {

  private static final Network NETWORK = TrainedNumbers.ALL_ROLES;

  static Stream<Set<String>> frozen() {
    return Stream.of(
        Set.of(),
        Set.of("conv1"),
        Set.of("dense3"),
        Set.of("norm1", "dense2"),
        Set.of("conv1", "norm1", "dense1", "dense2", "dense3"));
  }

  @ParameterizedTest
  @MethodSource("frozen")
  void nothingElseChanges(Set<String> frozen) {
    Trained trained = Trained.of(NETWORK, frozen);
    float[] expected = expected(frozen);
    for (int parts : new int[] {1, 2, 3, 7, 400}) {
      float[] parameters = new float[expected.length];
      float[] gradient = new float[expected.length];
      Arrays.fill(gradient, -1);
      Updater updater = new Sgd(1).start(NETWORK);
      updater.nextStep(1);
      for (int part = 0; part < parts; part++) {
        trained.update(updater, parameters, gradient, part, parts);
      }
      assertThat(parameters).as("%d parts", parts).isEqualTo(expected);
    }
  }

  /** 1 where a number is trained. */
  private static float[] expected(Set<String> frozen) {
    float[] expected = new float[(int) NETWORK.numberCount()];
    Set<String> measured = Set.of("norm1.running_mean", "norm1.running_var");
    Set<String> seen = new HashSet<>();
    int at = 0;
    for (Tensor tensor : NETWORK.tensors()) {
      boolean trained =
          !measured.contains(tensor.name())
              && frozen.stream().noneMatch(layer -> tensor.name().startsWith(layer + "."));
      seen.add(tensor.name());
      Arrays.fill(expected, at, at += (int) tensor.size(), trained ? 1 : 0);
    }
    assertThat(seen).containsAll(measured);
    return expected;
  }

  @Test
  void countsThem() {
    assertThat(Trained.of(NETWORK).count()).isEqualTo(NETWORK.parameterCount());
    assertThat(Trained.of(NETWORK, Set.of("conv1")).count())
        .isEqualTo(NETWORK.parameterCount() - 57);
  }

  @Test
  void refusesALayerThatIsNotThere() {
    assertThatThrownBy(() -> Trained.of(NETWORK, Set.of("conv2")))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "freeze names the layer 'conv2', which network all roles does not have: choose one of"
                + " conv1, norm1, flatten1, dense1, dense2, dense3");
  }
}
