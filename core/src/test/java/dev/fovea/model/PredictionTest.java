package dev.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.data.InputException;
import dev.fovea.net.Outputs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The softmax of logits, ranked. */
class PredictionTest {

  @Test
  void likeliestFirstAndAmongEqualsTheFirst() {
    Prediction prediction =
        Prediction.of(
            Outputs.LOGITS,
            new double[] {1, 3, 1, 3 - Math.log(2), 1},
            List.of("a", "b", "c", "d", "e"));
    assertThat(prediction.ranked())
        .extracting(Prediction.Guess::name)
        .containsExactly("b", "d", "a", "c", "e");
    assertThat(prediction.ranked())
        .extracting(Prediction.Guess::label)
        .containsExactly(1, 3, 0, 2, 4);
    double sum = 1 + 0.5 + 3 * Math.exp(-2);
    assertThat(prediction.best().probability()).isCloseTo(1 / sum, within(1e-12));
    assertThat(prediction.top(2).getLast().probability()).isCloseTo(0.5 / sum, within(1e-12));
  }

  @Test
  void logitsBeyondWhatExpCanDo() {
    Prediction prediction =
        Prediction.of(Outputs.LOGITS, new double[] {-900, 900}, List.of("a", "b"));
    assertThat(prediction.best()).isEqualTo(new Prediction.Guess(1, "b", 1));
    assertThat(prediction.ranked().getLast().probability()).isZero();
  }

  /** Whatever the other ones say, a logit that grew too large says nothing, also downwards. */
  @ParameterizedTest
  @ValueSource(doubles = {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NaN})
  void logitsThatAreNotFiniteAreNoAnswer(double logit) {
    for (double[] logits : new double[][] {{logit, 1, 2}, {1, 2, logit}}) {
      assertThatExceptionOfType(InputException.class)
          .isThrownBy(() -> Prediction.of(Outputs.LOGITS, logits, List.of("a", "b", "c")))
          .withMessageStartingWith("the model has no answer for this image");
    }
  }

  /** The logarithm of a probability of 0 is a number like others. */
  @Test
  void aProbabilityOfZero() {
    double[] logs = {0, Double.NEGATIVE_INFINITY};
    Prediction prediction =
        Prediction.of(Outputs.LOG_PROBABILITIES, logs, List.of("sure", "never"));
    assertThat(prediction.ranked())
        .containsExactly(new Prediction.Guess(0, "sure", 1), new Prediction.Guess(1, "never", 0));
  }

  @Test
  void probabilitiesStayAsTheyAre() {
    double[] some = {0.125, 0.625, 0.25};
    List<String> names = List.of("a", "b", "c");
    Prediction prediction = Prediction.of(Outputs.PROBABILITIES, some, names);
    assertThat(prediction.ranked())
        .containsExactly(
            new Prediction.Guess(1, "b", 0.625),
            new Prediction.Guess(2, "c", 0.25),
            new Prediction.Guess(0, "a", 0.125));
    double[] logs = {Math.log(0.125), Math.log(0.625), Math.log(0.25)};
    Prediction same = Prediction.of(Outputs.LOG_PROBABILITIES, logs, names);
    for (int i = 0; i < 3; i++) {
      assertThat(same.ranked().get(i).label()).isEqualTo(prediction.ranked().get(i).label());
      assertThat(same.ranked().get(i).probability())
          .isCloseTo(prediction.ranked().get(i).probability(), within(1e-12));
    }
  }

  @Test
  void largestFloats() {
    double[] most = {-Float.MAX_VALUE, Float.MAX_VALUE, Float.MAX_VALUE};
    Prediction prediction = Prediction.of(Outputs.LOGITS, most, List.of("a", "b", "c"));
    assertThat(prediction.ranked())
        .extracting(Prediction.Guess::probability)
        .containsExactly(0.5, 0.5, 0.0);
  }
}
