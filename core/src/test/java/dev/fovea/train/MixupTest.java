package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.data.Beta;
import dev.fovea.engine.Mix;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MixupTest {

  private static final int BATCH = 20;

  @Test
  void partnersAreAPermutationOfTheBatch() {
    Mixup mixup = new Mixup(new Beta(0.2, 0.2), BATCH);
    for (int count : new int[] {BATCH, 7, 1}) {
      int[] partners = Arrays.copyOf(mixup.draw(3, count).partners(), count);
      Arrays.sort(partners);
      assertThat(partners).isEqualTo(IntStream.range(0, count).toArray());
    }
  }

  @Test
  void aBatchDependsOnItsOwnDrawAlone() {
    Mixup mixup = new Mixup(new Beta(0.2, 0.2), BATCH);
    Mix first = mixup.draw(1, BATCH);
    int[] partners = first.partners().clone();
    Mix second = mixup.draw(2, BATCH);
    assertThat(second.share()).isNotEqualTo(first.share());
    assertThat(second.partners()).isNotEqualTo(partners);
    Mix again = mixup.draw(1, BATCH);
    assertThat(again.share()).isEqualTo(first.share());
    assertThat(again.partners()).isEqualTo(partners);
  }

  @Test
  void sharesAreThoseOfTheDistribution() {
    Mixup mixup = new Mixup(new Beta(0.2, 0.2), 1);
    double sum = 0;
    double squares = 0;
    int draws = 10_000;
    for (int i = 0; i < draws; i++) {
      float share = mixup.draw(i, 1).share();
      sum += share;
      squares += (share - 0.5) * (share - 0.5);
    }
    // The variance of Beta(a, a) is 1 / (4 (2 a + 1)).
    assertThat(sum / draws).isBetween(0.48, 0.52);
    assertThat(squares / draws).isBetween(0.172, 0.185);
  }
}
