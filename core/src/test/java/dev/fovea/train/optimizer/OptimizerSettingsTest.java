package dev.fovea.train.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.InputException;
import dev.fovea.net.Dense;
import dev.fovea.net.Network;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings are checked, and say what they are; their defaults are PyTorch's. */
class OptimizerSettingsTest {

  static Stream<Arguments> refused() {
    Sgd sgd = new Sgd(0.1);
    RmsProp rmsProp = new RmsProp(0.1);
    Muon muon = new Muon(0.1);
    return Stream.of(
        refusal(() -> sgd.withLearningRate(0), "the learning rate must be more than 0, not 0.0"),
        refusal(() -> new AdamW(-1), "the learning rate must be more than 0, not -1.0"),
        refusal(() -> new RmsProp(Double.NaN), "the learning rate must be more than 0, not NaN"),
        refusal(() -> new Muon(0), "the learning rate must be more than 0, not 0.0"),
        refusal(sgd::withNesterov, "Nesterov's momentum must be more than 0, not 0.0"),
        refusal(() -> sgd.withWeightDecay(-1), "the weight decay must be at least 0, not -1.0"),
        refusal(() -> new WeightDecay(Double.NaN), "the weight decay must be at least 0, not NaN"),
        refusal(
            () -> new AdamW(0.1, 0.9, 1, 1e-8, WeightDecay.NONE),
            "AdamW's betas must be from 0 to less than 1, not 0.9 and 1.0"),
        refusal(
            () -> new AdamW(0.1, 0.9, 0.9, 0, WeightDecay.NONE),
            "AdamW's epsilon must be more than 0, not 0.0"),
        refusal(
            () -> rmsProp.withAlpha(1), "RMSProp's alpha must be from 0 to less than 1, not 1.0"),
        refusal(
            () -> rmsProp.withMomentum(-0.1),
            "the momentum must be from 0 to less than 1, not -0.1"),
        refusal(
            () -> new RmsProp(0.1, 0.9, 0, 0, false, WeightDecay.NONE),
            "RMSProp's epsilon must be more than 0, not 0.0"),
        refusal(() -> muon.withMomentum(1), "the momentum must be from 0 to less than 1, not 1.0"),
        refusal(() -> muon.withWeightDecay(-1), "the weight decay must be at least 0, not -1.0"));
  }

  private static Arguments refusal(ThrowingCallable setting, String message) {
    return Arguments.argumentSet(message, setting, message);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refuses(ThrowingCallable setting, String message) {
    assertThatThrownBy(setting).isInstanceOf(InputException.class).hasMessage(message);
  }

  @Test
  void defaultsArePyTorchs() {
    assertThat(new AdamW(0.001))
        .isEqualTo(new AdamW(0.001, 0.9, 0.999, 1e-8, new WeightDecay(0.01, true)));
    assertThat(new RmsProp(0.01))
        .isEqualTo(new RmsProp(0.01, 0.99, 1e-8, 0, false, WeightDecay.NONE));
    assertThat(new Muon(0.02)).isEqualTo(new Muon(0.02, 0.95, true, 0.1, new AdamW(0.001)));
    assertThat(new Sgd(0.1)).isEqualTo(new Sgd(0.1, 0, false, new WeightDecay(0, true)));
  }

  /** Refused before anything is allocated: 2 GB of numbers, and twice as much to remember. */
  @Test
  void muonRefusesWhatIsTooLargeForIt() {
    Network large =
        Network.of("large", Shape.vector(22_000), new Dense(22_000), new Relu(), new Dense(2));
    assertThatThrownBy(() -> new Muon(0.02).start(large))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "muon needs 19.4 GB of memory for weights of up to 22000 x 22000, but at most ")
        .hasMessageEndingWith(
            " GB can be had: choose another optimizer, or give Java more with -Xmx");
  }

  @Test
  void sayWhatTheyAre() {
    assertThat(new Sgd(0.01, 0.5)).hasToString("sgd, learning rate 0.01, momentum 0.5");
    assertThat(new Sgd(0.01, 0.5).withNesterov().withWeightDecay(0.1))
        .hasToString("sgd, learning rate 0.01, momentum 0.5, nesterov, weight decay 0.1");
    assertThat(new Adam(0.01)).hasToString("adam, learning rate 0.01");
    assertThat(new AdamW(0.01).withWeightDecay(WeightDecay.ofWeights(0.1)))
        .hasToString("adamw, learning rate 0.01, weight decay 0.1 of weights alone");
    assertThat(new RmsProp(0.01).withCentered())
        .hasToString("rmsprop, learning rate 0.01, momentum 0.0, centered");
    assertThat(new Muon(0.02))
        .hasToString(
            "muon, learning rate 0.02, momentum 0.95, weight decay 0.1,"
                + " others adamw, learning rate 0.001, weight decay 0.01");
  }
}
