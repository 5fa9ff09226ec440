package dev.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.InputException;
import dev.fovea.net.Dense;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import dev.fovea.net.zoo.Zoo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkMemoryTest {

  @Test
  void countsParametersByHand() {
    assertThat(NetworkMemory.training(Zoo.lenet(), 64).parameters()).isEqualTo(21_840 * 4 * 2);
    assertThat(NetworkMemory.prediction(Zoo.lenet(), 64).parameters()).isEqualTo(21_840 * 4);
  }

  /** At least the input, and while training what each convolution makes, for each image. */
  @Test
  void countsValues() {
    long image = 28 * 28;
    long made = 16 * 28 * 28 + 32 * 14 * 14;
    NetworkMemory prediction = NetworkMemory.prediction(Zoo.fashion(), 64);
    NetworkMemory training = NetworkMemory.training(Zoo.fashion(), 64);
    assertThat(prediction.values()).isGreaterThan(64 * 4 * image);
    assertThat(training.values())
        .isGreaterThan(64 * 4 * (image + made))
        .isLessThan(64 * 4 * 10 * (image + made));
    assertThat(training.together()).isEqualTo(training.values() + training.parameters());
  }

  static Iterable<Network> zoo() {
    return Zoo.all();
  }

  @ParameterizedTest
  @MethodSource("zoo")
  void growsWithTheBatch(Network network) {
    NetworkMemory small = NetworkMemory.training(network, 16);
    NetworkMemory large = NetworkMemory.training(network, 64);
    assertThat(large.parameters()).isEqualTo(small.parameters());
    assertThat(large.values()).isGreaterThan(small.values()).isLessThan(4 * small.values());
    assertThat(NetworkMemory.prediction(network, 64).values()).isLessThan(large.values());
    assertThat(NetworkMemory.training(network, 1)).isEqualTo(small);
  }

  @Test
  void saysWhatIsTooLarge() {
    Network wide = Network.of("wide", Shape.vector(2_000_000_000), new Dense(2_000_000_000));
    refuses(
        () -> NetworkMemory.training(wide, 1),
        "network wide is too large: it has 4000000002000000000 parameters");
    refuses(
        () -> NetworkMemory.prediction(Network.of("wide", wide.input(), new Dense(1)), 1),
        "network wide is too large: sixteen images need more than 8 GB");
    refuses(
        () -> NetworkMemory.training(Zoo.lenet(), 0), "a batch must have at least 1 image, not 0");
    assertThat(new NetworkMemory(Long.MAX_VALUE - 1, 2).together()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void trainsOnlyWhatHasRoom() {
    assertThatCode(() -> NetworkMemory.requireRoom(Zoo.digitsDeep())).doesNotThrowAnyException();
    Network wide = Network.of("wide", Shape.vector(100_000), new Dense(100_000));
    assertThatThrownBy(() -> NetworkMemory.requireRoom(wide))
        .isInstanceOf(InputException.class)
        .hasMessageMatching(
            "network wide has 10000100000 parameters, and this JVM can train at most \\d+: choose"
                + " a smaller network, or give Java more memory with -Xmx");
  }

  private static void refuses(Runnable action, String message) {
    assertThatThrownBy(action::run).isInstanceOf(InputException.class).hasMessage(message);
  }
}
