package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.data.Mnist;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.train.LearningRateFinder.Curve;
import dev.fovea.train.LearningRateFinder.Point;
import dev.fovea.train.optimizer.Sgd;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningRateFinderTest {

  private static final Dataset DIGITS = Mnist.train().slice(0, 640);
  private static final Network NETWORK =
      Network.of(
          "dense", new Shape(1, 28, 28), new Flatten(), new Dense(16), new Relu(), new Dense(10));

  private static Trainer trainer() {
    return Trainer.of(NETWORK).optimizer(new Sgd(0.01, 0.9)).batch(16).epochs(1).threads(1);
  }

  @Test
  void theRateGrowsByTheSameFactor() {
    List<Point> points = new LearningRateFinder(1e-6, 1e-3, 61).find(trainer(), DIGITS).points();
    assertThat(points).hasSize(61);
    double mean = 0;
    for (int i = 0; i < 61; i++) {
      Point point = points.get(i);
      assertThat(point.rate()).isCloseTo(1e-6 * Math.pow(10, i / 20.0), within(1e-9));
      mean = 0.98 * mean + 0.02 * point.loss();
      assertThat(point.smoothed()).isCloseTo(mean / (1 - Math.pow(0.98, i + 1)), within(1e-9));
    }
  }

  /** The losses are those of a training at these rates: the first ones, at nearly none, say so. */
  @Test
  void itIsATraining() {
    List<Double> losses = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void batch(int epoch, int batch, int batches, double loss) {
            losses.add(loss);
          }
        };
    trainer().optimizer(new Sgd(1e-12, 0.9)).listener(listener).fit(DIGITS);
    List<Point> points = new LearningRateFinder(1e-12, 1e-11, 20).find(trainer(), DIGITS).points();
    for (int i = 0; i < 20; i++) {
      assertThat(points.get(i).loss()).isCloseTo(losses.get(i), within(1e-6));
    }
  }

  @Test
  void theSuggestionTrains() {
    Curve curve = LearningRateFinder.run(trainer(), DIGITS);
    double rate = curve.suggestion();
    assertThat(rate).isBetween(1e-4, 0.5);
    double suggested = loss(rate);
    assertThat(suggested).isLessThan(loss(rate / 100)).isLessThan(1.5);
    assertThat(LearningRateFinder.run(trainer().threads(3), DIGITS)).isEqualTo(curve);
  }

  private static double loss(double rate) {
    TrainingResult result = trainer().optimizer(new Sgd(rate, 0.9)).epochs(2).fit(DIGITS);
    return result.model().evaluate(DIGITS).loss();
  }

  /** Nothing dampens what a single layer does: its loss grows with the rate. */
  @Test
  void endsWhereTheLossExplodes() {
    Network line = Network.of("line", new Shape(1, 28, 28), new Flatten(), new Dense(10));
    Trainer trainer = Trainer.of(line).optimizer(new Sgd(0.01, 0.9)).batch(16).threads(1);
    List<Point> points = new LearningRateFinder(1e-5, 1e5, 200).find(trainer, DIGITS).points();
    assertThat(points.size()).isBetween(50, 190);
    double least = points.stream().mapToDouble(Point::smoothed).min().orElseThrow();
    assertThat(points.getLast().smoothed()).isGreaterThan(4 * least);
    assertThat(points.get(points.size() - 2).smoothed()).isLessThanOrEqualTo(4 * least);
  }

  @Test
  void leavesTheTrainerAsItIs() {
    List<Integer> heard = new ArrayList<>();
    Trainer trainer = trainer().listener(TrainingListener.onEpoch(e -> heard.add(e.epoch())));
    float[] before = trainer().fit(DIGITS).model().parameters();
    LearningRateFinder.run(trainer.validation(0.2), new FakeStream(DIGITS));
    assertThat(heard).isEmpty();
    trainer.validationPart = 0;
    assertThat(trainer.fit(DIGITS).model().parameters()).isEqualTo(before);
    assertThat(heard).containsExactly(1);
  }

  @ParameterizedTest
  @CsvSource({"0,1,20", "1,1,20", "2,1,20", "1e-3,Infinity,20", "NaN,1,20", "1e-3,1,9"})
  void refuses(double lowest, double highest, int steps) {
    assertThatThrownBy(() -> new LearningRateFinder(lowest, highest, steps))
        .isInstanceOf(InputException.class);
  }

  @Test
  void stoppedAtOnce() {
    assertThatThrownBy(() -> LearningRateFinder.run(trainer().stopWhen(() -> true), DIGITS))
        .isInstanceOf(InputException.class)
        .hasMessage("the search for a learning rate was stopped before its first step");
  }
}
