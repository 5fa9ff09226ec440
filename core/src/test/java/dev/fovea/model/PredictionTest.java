package dev.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The softmax of logits, ranked. */
class PredictionTest {

  @Test
  void likeliestFirstAndAmongEqualsTheFirst() {
    Prediction prediction =
        Prediction.ofLogits(
            new double[] {1, 3, 1, 3 - Math.log(2), 1}, List.of("a", "b", "c", "d", "e"));
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
    Prediction prediction = Prediction.ofLogits(new double[] {-900, 900}, List.of("a", "b"));
    assertThat(prediction.best()).isEqualTo(new Prediction.Guess(1, "b", 1));
    assertThat(prediction.ranked().getLast().probability()).isZero();
  }
}
