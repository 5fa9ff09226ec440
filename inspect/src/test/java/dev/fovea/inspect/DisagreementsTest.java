package dev.fovea.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.inspect.Disagreements.Answer;
import dev.fovea.inspect.Disagreements.Disagreement;
import dev.fovea.net.Outputs;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisagreementsTest {

  private static final int[] LABELS = {0, 1, 2, 0};

  private static Predictions of(float... probabilities) {
    return Predictions.of(Outputs.PROBABILITIES, List.of("a", "b", "c"), LABELS, probabilities);
  }

  private static final Predictions FIRST =
      of(.9f, .1f, 0, .6f, .4f, 0, .1f, .1f, .8f, .2f, .7f, .1f);
  private static final Predictions SECOND =
      of(.5f, .4f, .1f, .3f, .6f, .1f, .9f, .1f, 0, .1f, .8f, .1f);
  private static final Predictions THIRD =
      of(.1f, .7f, .2f, .6f, .4f, 0, .1f, .1f, .8f, .2f, .7f, .1f);

  @Test
  void thoseFirstOnWhichModelsAreSureThatContradictEachOther() {
    // Images 1 and 2 are not the same to both; of image 2 both are sure.
    List<Disagreement> two = Disagreements.of(List.of(FIRST, SECOND), 10);
    assertThat(two).extracting(Disagreement::image).containsExactly(2, 1);
    assertThat(two.getFirst().label()).isEqualTo(2);
    assertThat(two.getFirst().answers()).extracting(Answer::predicted).containsExactly(2, 0);
    assertThat(two.getFirst().answers().getLast().confidence()).isCloseTo(0.9, within(1e-6));
    assertThat(two.getFirst().contradiction()).isCloseTo(0.8, within(1e-6));
    assertThat(Disagreements.count(List.of(FIRST, SECOND))).isEqualTo(2);
    // A third model contradicts the first on image 0, and that is 0.7 sure.
    List<Disagreement> three = Disagreements.of(List.of(FIRST, SECOND, THIRD), 2);
    assertThat(three).extracting(Disagreement::image).containsExactly(2, 0);
    assertThat(Disagreements.count(List.of(FIRST, SECOND, THIRD))).isEqualTo(3);
  }

  @Test
  void noneWhereAllSayTheSame() {
    assertThat(Disagreements.of(List.of(FIRST, FIRST), 10)).isEmpty();
    assertThat(Disagreements.count(List.of(FIRST))).isZero();
  }

  @Test
  void otherImagesAreRefused() {
    Predictions other =
        Predictions.of(
            Outputs.LOGITS, List.of("a", "b", "c"), new int[] {0, 1, 2, 1}, new float[12]);
    assertThatThrownBy(() -> Disagreements.of(List.of(FIRST, other), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
