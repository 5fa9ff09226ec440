package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.data.Mnist;
import dev.fovea.engine.Backend;
import dev.fovea.net.CrossEntropy;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Layer;
import dev.fovea.net.LogSoftmax;
import dev.fovea.net.Loss;
import dev.fovea.net.MeanSquaredError;
import dev.fovea.net.NegativeLogLikelihood;
import dev.fovea.net.Network;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.net.Softmax;
import dev.fovea.recipe.Recipes;
import dev.fovea.train.optimizer.Adam;
import dev.fovea.train.optimizer.Sgd;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The losses in the loop. */
class LossTrainingTest {

  private static final Dataset DIGITS = Mnist.train().slice(0, 1500);
  private static final Dataset OTHERS = Mnist.train().slice(1500, 2000);
  private static final Network LINE =
      Network.of("line", new Shape(1, 28, 28), new Flatten(), new Dense(10));

  private static Trainer lenet() {
    return Recipes.find("lenet")
        .orElseThrow()
        .trainer()
        .optimizer(new Sgd(0.05, 0.9))
        .epochs(4)
        .test(OTHERS);
  }

  /** A rate too small to change anything. */
  private static EpochResult still(Loss loss, int batch) {
    Trainer trainer = Trainer.of(LINE).optimizer(new Sgd(1e-30)).loss(loss).batch(batch).epochs(1);
    return trainer.test(DIGITS).fit(DIGITS).history().getFirst();
  }

  @Test
  void labelSmoothingLearns() {
    EpochResult last = lenet().loss(new CrossEntropy(0.1)).fit(DIGITS).history().getLast();
    // No loss is below the entropy of its targets: 0.91 once and 0.01 nine times.
    double entropy = -0.91 * Math.log(0.91) - 0.09 * Math.log(0.01);
    assertThat(last.trainLoss()).isBetween(entropy, entropy + 0.5);
    assertThat(last.test().orElseThrow().accuracy()).isGreaterThan(0.9);
  }

  @Test
  void squaredErrorLearns() {
    TrainingResult result =
        lenet().loss(new MeanSquaredError()).optimizer(new Adam(0.002)).fit(DIGITS);
    assertThat(result.history().getLast().trainLoss()).isBetween(0.0, 0.03);
    assertThat(result.history().getLast().test().orElseThrow().accuracy()).isGreaterThan(0.9);
  }

  @Test
  void mixupLearns() {
    EpochResult plain = lenet().fit(DIGITS).history().getLast();
    EpochResult mixed = lenet().mixup(0.4).fit(DIGITS).history().getLast();
    assertThat(mixed.test().orElseThrow().accuracy()).isGreaterThan(0.9);
    // Mixed images are harder than their parts.
    assertThat(mixed.trainLoss()).isGreaterThan(plain.trainLoss() + 0.1);
    assertThat(mixed.trainAccuracy()).isBetween(0.6, plain.trainAccuracy());
  }

  /** A layer and half of the loss are the other half's network. */
  @Test
  void likelihoodIsCrossEntropyOfTheNetworkBefore() {
    Dataset few = DIGITS.slice(0, 500);
    EpochResult expected = end().fit(few).history().getLast();
    for (Layer layer : List.of(new LogSoftmax(), new Softmax())) {
      EpochResult actual = end(layer).fit(few).history().getLast();
      assertThat(actual.trainLoss()).isCloseTo(expected.trainLoss(), within(1e-4));
      double loss = expected.test().orElseThrow().loss();
      assertThat(actual.test().orElseThrow().loss()).isCloseTo(loss, within(1e-4));
    }
  }

  private static Trainer end(Layer... end) {
    List<Layer> layers = new ArrayList<>(List.of(new Flatten(), new Dense(20), new Relu()));
    layers.add(new Dense(10));
    layers.addAll(List.of(end));
    Network network = Network.of("network", new Shape(1, 28, 28), layers.toArray(Layer[]::new));
    return Trainer.of(network).optimizer(new Sgd(0.1, 0.5)).epochs(2).test(OTHERS);
  }

  @Test
  void noMixupIsAsIfItWereNotThere() {
    float[] plain = end().fit(DIGITS).model().parameters();
    assertThat(end().mixup(0.2).mixup(0).fit(DIGITS).model().parameters()).isEqualTo(plain);
    assertThat(end().mixup(0.2).fit(DIGITS).model().parameters()).isNotEqualTo(plain);
  }

  /** The mean over an epoch is that of all its images, however they came in batches. */
  @Test
  void classWeightsCountInTheMean() {
    List<Double> weights = IntStream.range(0, 10).mapToObj(c -> 0.5 + c).toList();
    Loss loss = new CrossEntropy(0, weights);
    double whole = still(loss, DIGITS.size()).trainLoss();
    assertThat(still(loss, 37).trainLoss()).isCloseTo(whole, within(1e-6));
    // Where one class is all that counts, its images alone make the mean.
    List<Double> three = new ArrayList<>(Collections.nCopies(10, 1e-6));
    three.set(3, 1e6);
    EpochResult result = still(new CrossEntropy(0, three), DIGITS.size());
    int[] threes = IntStream.range(0, DIGITS.size()).filter(n -> DIGITS.labels()[n] == 3).toArray();
    byte[] pixels = new byte[threes.length * 784];
    for (int i = 0; i < threes.length; i++) {
      System.arraycopy(DIGITS.image(threes[i]), 0, pixels, i * 784, 784);
    }
    int[] labels = IntStream.generate(() -> 3).limit(threes.length).toArray();
    Dataset only = new Dataset("threes", 1, 28, 28, pixels, labels, DIGITS.classes());
    Trainer trainer = Trainer.of(LINE).optimizer(new Sgd(1e-30)).epochs(1).test(only);
    double expected = trainer.fit(DIGITS).history().getFirst().test().orElseThrow().loss();
    assertThat(result.trainLoss()).isCloseTo(expected, within(1e-5));
    // The test is measured without weights.
    assertThat(result.test()).isEqualTo(still(new CrossEntropy(), DIGITS.size()).test());
  }

  /** Batches' means as the listener hears them have the weights of their labels, too. */
  @Test
  void aBatchOfEqualImagesHasTheirLoss() {
    byte[] pixels = new byte[20 * 784];
    for (int n = 0; n < 20; n++) {
      System.arraycopy(DIGITS.image(0), 0, pixels, n * 784, 784);
    }
    Dataset same = new Dataset("same", 1, 28, 28, pixels, new int[20], DIGITS.classes());
    List<Double> losses = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void batch(int epoch, int number, int batches, double loss) {
            losses.add(loss);
          }
        };
    for (double weight : new double[] {1, 4, 1000}) {
      List<Double> weights = DoubleStream.generate(() -> weight).limit(10).boxed().toList();
      Trainer.of(LINE)
          .optimizer(new Sgd(1e-30))
          .loss(new CrossEntropy(0, weights))
          .batch(16)
          .epochs(1)
          .listener(listener)
          .fit(same);
    }
    assertThat(losses).hasSize(6);
    assertThat(losses).allSatisfy(loss -> assertThat(loss).isCloseTo(losses.get(0), within(1e-6)));
  }

  @Test
  void kernelsAndThreadsDoNotMatter() {
    Dataset few = DIGITS.slice(0, 300);
    for (Loss loss : List.of(new CrossEntropy(0.1), new MeanSquaredError())) {
      for (double alpha : new double[] {0, 0.3}) {
        Trainer trainer = end().epochs(1).batch(50).loss(loss).mixup(alpha);
        float[] expected = trainer.threads(1).fit(few).model().parameters();
        assertThat(trainer.threads(3).fit(few).model().parameters()).isEqualTo(expected);
        trainer.backend(Backend.scalar());
        assertThat(trainer.threads(2).fit(few).model().parameters()).isEqualTo(expected);
      }
    }
  }

  @Test
  void refusesALossThatMakesNoSense() {
    Trainer trainer = Trainer.of(LINE).loss(new NegativeLogLikelihood());
    assertThatThrownBy(() -> trainer.fit(DIGITS))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("network line ends in Dense 10, but the negative log-likelihood");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1e-4, 1e9, Double.NaN})
  void refusesAnAlphaOutOfRange(double alpha) {
    assertThatThrownBy(() -> Trainer.of(LINE).mixup(alpha))
        .isInstanceOf(InputException.class)
        .hasMessage("mixup's alpha must be 0, or from 0.001 to 1000, not " + alpha);
  }
}
