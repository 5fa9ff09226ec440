package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.data.Mnist;
import dev.fovea.data.Split;
import dev.fovea.model.Evaluation;
import dev.fovea.model.Model;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import dev.fovea.train.optimizer.Sgd;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is set apart of the training data, and what is chosen by it. */
class ValidationTest {

  private static final Dataset DIGITS = Mnist.train().slice(0, 300);
  private static final Dataset TEST = Mnist.test().slice(0, 100);
  private static final Network NETWORK =
      Network.of("line", new Shape(1, 28, 28), new Flatten(), new Dense(10));

  /** At this rate the loss goes up and down. */
  private static Trainer trainer() {
    return Trainer.of(NETWORK).optimizer(new Sgd(1, 0.9)).batch(16).epochs(8).threads(1).seed(5);
  }

  @Test
  void aPartIsTheSplitOfTheSeed() {
    Split split = Split.stratified(DIGITS, 0.2, 5);
    TrainingResult byPart = trainer().validation(0.2).fit(DIGITS);
    TrainingResult bySet = trainer().validation(split.test()).fit(split.training());
    assertThat(byPart.model().parameters()).isEqualTo(bySet.model().parameters());
    assertThat(byPart.history())
        .extracting(EpochResult::validation)
        .isEqualTo(bySet.history().stream().map(EpochResult::validation).toList());
    assertThat(byPart.history().getLast().validation())
        .contains(byPart.model().evaluate(split.test(), 2));
  }

  @Test
  void ofAStreamTheLastImages() {
    TrainingResult result = trainer().validation(0.2).window(48).fit(new FakeStream(DIGITS));
    assertThat(result.history().getLast().validation())
        .contains(result.model().evaluate(DIGITS.slice(240, 300)));
    TrainingResult same = trainer().window(48).fit(new FakeStream(DIGITS.slice(0, 240)));
    assertThat(same.model().parameters()).isEqualTo(result.model().parameters());
  }

  @Test
  void theBestEpochIsTheModelOfThatEpoch() {
    for (Metric metric : Metric.values()) {
      List<Model> models = new ArrayList<>();
      TrainingListener listener =
          new TrainingListener() {
            @Override
            public void epoch(EpochResult result, Model model) {
              models.add(model);
            }
          };
      TrainingResult result =
          trainer().validation(0.2).chooseBy(metric).listener(listener).fit(DIGITS);
      Comparator<EpochResult> order =
          Comparator.comparing(e -> metric.cost(e.validation().orElseThrow()));
      int best = result.history().stream().min(order).orElseThrow().epoch();
      assertThat(result.bestEpoch()).isEqualTo(best);
      assertThat(result.best()).isSameAs(models.get(best - 1));
      assertThat(result.model()).isSameAs(models.getLast());
      assertThat(result.early()).isFalse();
    }
  }

  @Test
  void withoutValidationTheLastIsTheBest() {
    TrainingResult result = trainer().epochs(2).test(TEST).fit(DIGITS);
    assertThat(result.best()).isSameAs(result.model());
    assertThat(result.bestEpoch()).isEqualTo(2);
    assertThat(result.history().getLast().validation()).isEmpty();
  }

  /** Test data of another kind changes nothing but what is said of it. */
  @Test
  void nothingIsChosenByTestData() {
    TrainingResult without = trainer().validation(0.2).patience(2).fit(DIGITS);
    Dataset wrong = new Dataset("wrong", 1, 28, 28, TEST.pixels(), new int[100], TEST.classes());
    for (Dataset test : List.of(TEST, wrong)) {
      TrainingResult with = trainer().validation(0.2).patience(2).test(test).fit(DIGITS);
      assertThat(with.bestEpoch()).isEqualTo(without.bestEpoch());
      assertThat(with.history()).hasSameSizeAs(without.history());
      assertThat(with.best().parameters()).isEqualTo(without.best().parameters());
    }
  }

  @Test
  void patienceEndsIt() {
    TrainingResult all = trainer().epochs(30).validation(0.2).fit(DIGITS);
    TrainingResult result = trainer().epochs(30).validation(0.2).patience(3).fit(DIGITS);
    assertThat(result.early()).isTrue();
    assertThat(result.stopped()).isFalse();
    assertThat(result.history()).hasSize(result.bestEpoch() + 3).hasSizeLessThan(30);
    assertThat(result.history())
        .extracting(EpochResult::trainLoss)
        .isEqualTo(
            all.history().stream()
                .limit(result.history().size())
                .map(EpochResult::trainLoss)
                .toList());
  }

  /** The losses 3, 2, 1.95, 1.9, 2, 1.7, 1.8, 1.9. */
  @Test
  void waitsForOneThatIsBetterByEnough() {
    assertThat(epochs(2, 0)).isEqualTo("8, best 6");
    assertThat(epochs(2, 0.2)).isEqualTo("4, best 4"); // neither 1.95 nor 1.9 is enough below 2
    assertThat(epochs(3, 0.2)).isEqualTo("5, best 4");
    assertThat(epochs(4, 0.2)).isEqualTo("8, best 6");
    assertThat(epochs(1, 0)).isEqualTo("5, best 4");
  }

  private static String epochs(int patience, double least) {
    BestEpoch best = new BestEpoch(Metric.LOSS, patience, least);
    double[] losses = {3, 2, 1.95, 1.9, 2, 1.7, 1.8, 1.9};
    int epoch = 0;
    while (epoch < losses.length && !best.over()) {
      Evaluation evaluation = new Evaluation(losses[epoch], 1, 2);
      epoch++;
      best.add(new EpochResult(epoch, 1, 1, Optional.of(evaluation), Optional.empty(), 1, 1, 1));
    }
    return epoch + ", best " + best.epoch();
  }

  @Test
  void patienceNeedsValidationData() {
    assertThatThrownBy(() -> trainer().patience(2).test(TEST).fit(DIGITS))
        .isInstanceOf(InputException.class)
        .hasMessage("patience needs validation data: take a part of the training data for it");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, Double.NaN})
  void refusesParts(double part) {
    assertThatThrownBy(() -> trainer().validation(part))
        .isInstanceOf(InputException.class)
        .hasMessage("the part for validation must be above 0 and below 1, not " + part);
  }

  @Test
  void theBatchIsAtMostWhatIsLeft() {
    assertThatThrownBy(() -> trainer().batch(250).validation(0.5).fit(DIGITS))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a batch of 250 is larger than mnist, which has 1");
  }
}
