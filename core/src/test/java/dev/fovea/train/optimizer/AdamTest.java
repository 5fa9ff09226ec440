package dev.fovea.train.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.data.InputException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdamTest {

  /** The paper's algorithm 1, in double precision. */
  @ParameterizedTest
  @CsvSource({"0.001,0.9,0.999,1e-8", "0.1,0.5,0.9,1e-3", "0.01,0,0.99,1e-8"})
  void likeThePaper(double rate, double beta1, double beta2, double epsilon) {
    Updater updater = new Adam(rate, beta1, beta2, epsilon).start(TrainedNumbers.weights(1));
    float[] w = {1};
    double expected = 1;
    double m = 0;
    double v = 0;
    for (int t = 1; t <= 50; t++) {
      double g = Math.sin(t) + 0.3;
      m = beta1 * m + (1 - beta1) * g;
      v = beta2 * v + (1 - beta2) * g * g;
      double meanHat = m / (1 - Math.pow(beta1, t));
      double squareHat = v / (1 - Math.pow(beta2, t));
      expected -= rate * meanHat / (Math.sqrt(squareHat) + epsilon);
      TrainedNumbers.step(updater, rate, w, (float) g);
      assertThat((double) w[0]).as("step %d", t).isCloseTo(expected, within(2e-6));
    }
  }

  /** Whatever the gradient's size: corrected means of one number are that number. */
  @ParameterizedTest
  @ValueSource(floats = {1e-4f, 1, 1e4f})
  void firstStepIsTheLearningRate(float gradient) {
    float[] w = {0, 0, 0};
    Updater updater = new Adam(0.001).start(TrainedNumbers.weights(3));
    TrainedNumbers.step(updater, 0.001, w, gradient, -gradient, 0);
    assertThat((double) w[0]).isCloseTo(-0.001, within(1e-6));
    assertThat((double) w[1]).isCloseTo(0.001, within(1e-6));
    assertThat(w[2]).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesLearningRate(double rate) {
    assertThatThrownBy(() -> new Adam(rate))
        .isInstanceOf(InputException.class)
        .hasMessage("the learning rate must be more than 0, not " + rate);
  }

  @ParameterizedTest
  @CsvSource({"1,0.9", "-0.1,0.9", "0.9,1", "0.9,-0.1", "NaN,0.9", "0.9,NaN"})
  void refusesBetas(double beta1, double beta2) {
    assertThatThrownBy(() -> new Adam(0.1, beta1, beta2, 1e-8))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("betas must be from 0 to less than 1, not " + beta1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1e-8, Double.NaN})
  void refusesEpsilon(double epsilon) {
    assertThatThrownBy(() -> new Adam(0.1, 0.9, 0.999, epsilon))
        .isInstanceOf(InputException.class)
        .hasMessage("Adam's epsilon must be more than 0, not " + epsilon);
  }
}
