package dev.fovea.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.data.InputException;
import dev.fovea.net.Outputs;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From what a network ends in to probabilities. */
class PredictionsTest {

  private static final List<String> CLASSES = List.of("a", "b", "c");

  private static Predictions of(Outputs kind, float... outputs) {
    int[] labels = new int[outputs.length / CLASSES.size()];
    return Predictions.of(kind, CLASSES, labels, outputs);
  }

  @Test
  void ranksAndProbabilities() {
    Predictions some = of(Outputs.PROBABILITIES, 0.25f, 0.5f, 0.25f, 0.5f, 0.5f, 0f);
    assertThat(some.predicted()).containsExactly(1, 0);
    assertThat(some.ranks()).containsExactly(1, 0);
    assertThat(some.confidence(0)).isEqualTo(0.5);
    assertThat(some.correct()).isEqualTo(1);
  }

  @Test
  void theLargestFloats() {
    float most = Float.MAX_VALUE;
    Predictions some = of(Outputs.LOGITS, most, -most, most, -most, -most, -most);
    for (int n = 0; n < 2; n++) {
      double sum = 0;
      for (int c = 0; c < 3; c++) {
        sum += some.probability(n, c);
      }
      assertThat(sum).isEqualTo(1, within(1e-5));
    }
  }

  @Test
  void whatIsNoNumberIsTold() {
    float[][] all = {
      {0, 0, 0, Float.NaN, 0, 0},
      {0, 0, 0, 0, 0, Float.NaN},
      {0, 0, 0, Float.POSITIVE_INFINITY, 0, 0},
      {0, 0, 0, Float.NEGATIVE_INFINITY, 0, 0}
    };
    for (float[] outputs : all) {
      assertThatExceptionOfType(InputException.class)
          .isThrownBy(() -> of(Outputs.LOGITS, outputs))
          .withMessageContaining("no answer for image 1");
    }
  }

  @Test
  void theLogarithmOfZeroIsAProbability() {
    float never = Float.NEGATIVE_INFINITY;
    Predictions some = of(Outputs.LOG_PROBABILITIES, never, 0, never);
    assertThat(some.probabilities()).containsExactly(0, 1, 0);
  }
}
