package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.data.Dataset;
import dev.fovea.data.Mnist;
import dev.fovea.model.Model;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.train.initializer.Initializers;
import dev.fovea.train.optimizer.Sgd;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Averages: of the numbers over the steps, and of the gradient over several batches. */
class AveragingTest {

  private static final Dataset DIGITS = Mnist.train().slice(0, 150);
  private static final Network NETWORK =
      Network.of(
          "dense", new Shape(1, 28, 28), new Flatten(), new Dense(8), new Relu(), new Dense(10));

  private static Trainer trainer() {
    return Trainer.of(NETWORK).optimizer(new Sgd(0.1, 0.9)).threads(1).seed(3);
  }

  private static List<float[]> numbersOfEpochs(Trainer trainer) {
    List<float[]> numbers = new ArrayList<>();
    trainer.listener(
        new TrainingListener() {
          @Override
          public void epoch(EpochResult result, Model model) {
            assertThat(result.validation()).contains(model.evaluate(DIGITS));
            numbers.add(model.parameters());
          }
        });
    trainer.validation(DIGITS).fit(DIGITS);
    return numbers;
  }

  /** An epoch is one step, so that the models of the epochs are all there is to average. */
  @Test
  void movingAverageInDoublePrecision() {
    List<float[]> plain = numbersOfEpochs(trainer().batch(150).epochs(25));
    List<float[]> averaged = numbersOfEpochs(trainer().batch(150).epochs(25).average(0.7));
    float[] first = Initializers.DEFAULT.numbers(NETWORK, 3);
    double[] average = new double[first.length];
    for (int i = 0; i < first.length; i++) {
      average[i] = first[i];
    }
    for (int t = 1; t <= 25; t++) {
      double decay = Math.min(0.7, (1.0 + t) / (10.0 + t));
      double worst = 0;
      for (int i = 0; i < first.length; i++) {
        average[i] = decay * average[i] + (1 - decay) * plain.get(t - 1)[i];
        worst = Math.max(worst, Math.abs(average[i] - averaged.get(t - 1)[i]));
      }
      assertThat(worst).as("step %d", t).isLessThan(1e-6);
    }
    assertThat(averaged.getLast()).isNotEqualTo(plain.getLast());
  }

  /** Training itself goes on as without an average. */
  @Test
  void theTrainingDoesNotSeeIt() {
    TrainingResult plain = trainer().batch(16).epochs(2).fit(DIGITS);
    TrainingResult averaged = trainer().batch(16).epochs(2).average(0.9).fit(DIGITS);
    assertThat(averaged.history())
        .extracting(EpochResult::trainLoss)
        .isEqualTo(plain.history().stream().map(EpochResult::trainLoss).toList());
    assertThat(averaged.model().parameters()).isNotEqualTo(plain.model().parameters());
  }

  /** 150 images: four steps of 32, the last one of 22, as two batches of 16 or fewer each. */
  @Test
  void twoBatchesAreOneOfTwiceTheSize() {
    TrainingResult whole = trainer().batch(32).epochs(2).fit(DIGITS);
    TrainingResult halves = trainer().batch(16).accumulate(2).epochs(2).fit(DIGITS);
    float[] expected = whole.model().parameters();
    float[] actual = halves.model().parameters();
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).as("number %d", i).isCloseTo(expected[i], within(2e-6f));
    }
    assertThat(halves.history().getLast().trainLoss())
        .isCloseTo(whole.history().getLast().trainLoss(), within(1e-6));
  }

  /** More batches to a step than an epoch has: one step an epoch, of all images. */
  @Test
  void theLastStepOfAnEpochMayBeSmaller() {
    float[] whole = trainer().batch(150).epochs(3).fit(DIGITS).model().parameters();
    float[] parts = trainer().batch(16).accumulate(100).epochs(3).fit(DIGITS).model().parameters();
    for (int i = 0; i < whole.length; i++) {
      assertThat(parts[i]).as("number %d", i).isCloseTo(whole[i], within(2e-6f));
    }
  }

  @Test
  void oneBatchToAStepIsTheSameBytes() {
    assertThat(trainer().accumulate(1).epochs(2).fit(DIGITS).model().parameters())
        .isEqualTo(trainer().epochs(2).fit(DIGITS).model().parameters());
  }
}
