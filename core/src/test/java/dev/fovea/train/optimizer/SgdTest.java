package dev.fovea.train.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.data.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SgdTest {

  /** By hand: v = 2, 0, 4, 2 and w = 1 - 0.2, - 0, - 0.4, - 0.2. */
  @Test
  void fourStepsByHand() {
    float[] w = {1};
    Updater updater = new Sgd(0.1, 0.5).start(TrainedNumbers.weights(1));
    double[] gradients = {2, -1, 4, 0};
    double[] expected = {0.8, 0.8, 0.4, 0.2};
    for (int step = 0; step < 4; step++) {
      TrainedNumbers.step(updater, 0.1, w, (float) gradients[step]);
      assertThat((double) w[0]).isCloseTo(expected[step], within(1e-7));
    }
  }

  @Test
  void withoutMomentumItFollowsTheGradient() {
    float[] w = {1, -1};
    Updater updater = new Sgd(0.25).start(TrainedNumbers.weights(2));
    for (int step = 0; step < 3; step++) {
      TrainedNumbers.step(updater, 0.25, w, 1, -2);
    }
    assertThat(w).containsExactly(0.25f, 0.5f);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesLearningRate(double rate) {
    assertThatThrownBy(() -> new Sgd(rate))
        .isInstanceOf(InputException.class)
        .hasMessage("the learning rate must be more than 0, not " + rate);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, -0.1, Double.NaN})
  void refusesMomentum(double momentum) {
    assertThatThrownBy(() -> new Sgd(0.1, momentum))
        .isInstanceOf(InputException.class)
        .hasMessage("the momentum must be from 0 to less than 1, not " + momentum);
  }
}
