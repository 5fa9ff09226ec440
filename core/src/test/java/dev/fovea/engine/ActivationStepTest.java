package dev.fovea.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.net.Activation;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Gelu;
import dev.fovea.net.Layer;
import dev.fovea.net.LeakyRelu;
import dev.fovea.net.Network;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.net.Sigmoid;
import dev.fovea.net.Silu;
import dev.fovea.net.Tanh;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which activations overwrite what they read. */
class ActivationStepTest {

  static Stream<Arguments> activations() {
    return Stream.of(
        Arguments.of(new LeakyRelu(), true),
        Arguments.of(new Sigmoid(), true),
        Arguments.of(new Tanh(), true),
        Arguments.of(new Gelu(), false),
        Arguments.of(new Silu(), false));
  }

  /** Where only outputs are asked for, all of them do; their gradients are in place always. */
  @ParameterizedTest
  @MethodSource("activations")
  void inPlace(Activation layer, boolean whileTraining) {
    ActivationStep training = step(true, new Conv2d(2, 3), layer, new Conv2d(2, 3).withPadding(1));
    assertThat(training.out().equals(training.in())).isEqualTo(whileTraining);
    assertThat(training.dIn()).isEqualTo(training.dOut());
    ActivationStep inference =
        step(false, new Conv2d(2, 3), layer, new Conv2d(2, 3).withPadding(1));
    assertThat(inference.out()).isEqualTo(inference.in());
    assertThat(inference.dIn()).isNull();
  }

  /** What the layer before needs to go backward stays. */
  @Test
  void notOverAnOutputThatIsNeeded() {
    for (Activation before : List.of(new Sigmoid(), new Tanh())) {
      for (Activation layer : List.of(new LeakyRelu(), new Sigmoid(), new Tanh())) {
        ActivationStep step = step(true, before, new Flatten(), layer, new Dense(2));
        assertThat(step.out().at()).isNotEqualTo(step.in().at());
      }
    }
    ActivationStep rectifiers = step(true, new Relu(), new LeakyRelu());
    assertThat(rectifiers.out()).isEqualTo(rectifiers.in());
  }

  /** The last activation of a network that begins with a convolution. */
  private static ActivationStep step(boolean training, Layer... layers) {
    List<Layer> all =
        Stream.of(
                Stream.<Layer>of(new Conv2d(2, 1)),
                Stream.of(layers),
                Stream.<Layer>of(new Flatten(), new Dense(2)))
            .flatMap(s -> s)
            .toList();
    Network network = Network.of("one", new Shape(1, 6, 6), all.toArray(Layer[]::new));
    return (ActivationStep)
        Steps.of(network, new Layout(network, training), training, 1).stream()
            .map(PlacedStep::step)
            .filter(ActivationStep.class::isInstance)
            .toList()
            .getLast();
  }
}
