package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.data.Mnist;
import dev.fovea.data.Rng;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import dev.fovea.train.optimizer.Sgd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which images an epoch takes. */
class SamplingTest {

  private static final int DRAWS = 30_000;

  /** Of class 0 there are 90 %, of 1 none, of 2 9 %, of 3 1 %, of 4 none. */
  private static int[] labels() {
    return IntStream.range(0, DRAWS).map(i -> i % 100 < 90 ? 0 : i % 100 < 99 ? 2 : 3).toArray();
  }

  private static int[] counts(Sampling sampling, int[] labels) {
    ImageOrder order = new ImageOrder(sampling, labels.length, 5, "data");
    order.draw(new Rng(1, 1), labels, labels.length);
    int[] counts = new int[5];
    for (int image : order.order()) {
      counts[labels[image]]++;
    }
    return counts;
  }

  /** Four deviations of a binomial count of 30,000 are less than 350. */
  @Test
  void balancedDrawsAllClassesAlike() {
    int[] counts = counts(Sampling.balanced(), labels());
    assertThat(counts[1] + counts[4]).isZero();
    for (int label : new int[] {0, 2, 3}) {
      assertThat(counts[label]).isCloseTo(10_000, within(350));
    }
  }

  @Test
  void weightsAreProportions() {
    int[] counts = counts(Sampling.byClass(1, 5, 2, 3, 0), labels());
    assertThat(counts[0]).isCloseTo(5_000, within(350));
    assertThat(counts[2]).isCloseTo(10_000, within(350));
    assertThat(counts[3]).isCloseTo(15_000, within(350));
    assertThat(counts(Sampling.byClass(0, 0, 0, 7, 0), labels())[3]).isEqualTo(DRAWS);
  }

  /** Of each class the images come equally often: 300 of class 3 about 33 times each. */
  @Test
  void imagesOfAClassAreDrawnAlike() {
    int[] labels = labels();
    ImageOrder order = new ImageOrder(Sampling.balanced(), DRAWS, 5, "data");
    order.draw(new Rng(2, 1), labels, DRAWS);
    int[] drawn = new int[DRAWS];
    Arrays.stream(order.order()).forEach(image -> drawn[image]++);
    int[] rare = IntStream.range(0, DRAWS).filter(i -> labels[i] == 3).map(i -> drawn[i]).toArray();
    assertThat(rare).hasSize(300);
    assertThat(Arrays.stream(rare).min().orElseThrow()).isGreaterThan(10);
    assertThat(Arrays.stream(rare).max().orElseThrow()).isLessThan(60);
  }

  @Test
  void shuffledTakesEachOnce() {
    ImageOrder order = new ImageOrder(Sampling.shuffled(), 50, 5, "data");
    order.draw(new Rng(1, 1), labels(), 50);
    assertThat(order.order()).containsExactlyInAnyOrder(IntStream.range(0, 50).toArray());
    assertThat(order.order()).isEqualTo(new Rng(1, 1).permutation(50));
  }

  @Test
  void drawsFromTheWindowAlone() {
    ImageOrder order = new ImageOrder(Sampling.balanced(), 200, 5, "data");
    order.draw(new Rng(1, 1), labels(), 100);
    for (int i = 0; i < 100; i++) {
      assertThat(order.order()[i]).isBetween(0, 99);
    }
    assertThatThrownBy(
            () ->
                new ImageOrder(Sampling.byClass(0, 1, 0, 0, 1), 50, 5, "data")
                    .draw(new Rng(1, 1), labels(), 50))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "data has no image of a class that sampling gives a weight: give other weights, or a"
                + " larger window");
  }

  /** Nine of ten images are of one class, and a balanced training still learns the others. */
  @Test
  void aBalancedTrainingSeesTheRareClasses() {
    Dataset digits = Mnist.train().slice(0, 2_000);
    List<Integer> some = new ArrayList<>();
    int rare = 0;
    for (int i = 0; i < digits.size(); i++) {
      boolean common = digits.label(i) == 1;
      if (common || (digits.label(i) == 0 && rare++ < 10)) {
        some.add(i);
      }
    }
    Dataset unequal = digits.pick(some.stream().mapToInt(i -> i).toArray());
    assertThat(unequal.size()).isGreaterThan(200);
    Network line = Network.of("line", new Shape(1, 28, 28), new Flatten(), new Dense(10));
    Trainer trainer = Trainer.of(line).optimizer(new Sgd(0.01)).batch(16).epochs(1).threads(1);
    Dataset zeros =
        digits.pick(IntStream.range(0, 2_000).filter(i -> digits.label(i) == 0).toArray());
    double plain = trainer.fit(unequal).model().evaluate(zeros).accuracy();
    trainer.sampling(Sampling.balanced());
    assertThat(trainer.fit(unequal).model().evaluate(zeros).accuracy())
        .isGreaterThan(plain)
        .isGreaterThan(0.9);
  }

  @Test
  void refusesWeights() {
    assertThatThrownBy(() -> Sampling.byClass(1, -1))
        .isInstanceOf(InputException.class)
        .hasMessage("the weight of a class must be at least 0, not -1.0");
    assertThatThrownBy(() -> Sampling.byClass(0, 0))
        .isInstanceOf(InputException.class)
        .hasMessage("the weights of the classes must have a sum above 0, not 0.0");
    Network line = Network.of("line", new Shape(1, 28, 28), new Flatten(), new Dense(10));
    assertThatThrownBy(() -> Trainer.of(line).sampling(Sampling.byClass(1, 2)).check(Mnist.train()))
        .isInstanceOf(InputException.class)
        .hasMessage("sampling needs a weight for each of 10 classes, not 2");
  }
}
