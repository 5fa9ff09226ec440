package dev.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.data.Mnist;
import dev.fovea.data.Preparation;
import dev.fovea.data.Scaling;
import dev.fovea.net.AdaptiveAvgPool2d;
import dev.fovea.net.AvgPool2d;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Layer;
import dev.fovea.net.Network;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.net.zoo.Zoo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A model in use: many threads at once, and networks that no model can be made of. */
class ModelTest {

  private static final Dataset DIGITS = Mnist.test().slice(0, 300);

  private static Model of(Network network) {
    Random random = new Random(7);
    float[] parameters = new float[(int) network.numberCount()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = random.nextFloat(-0.1f, 0.1f);
    }
    List<String> classes =
        IntStream.range(0, network.output().size()).mapToObj(Integer::toString).toList();
    return new Model(network, parameters, classes, Scaling.MNIST, Preparation.DIGIT);
  }

  private static List<Prediction> predictAll(Model model) {
    return IntStream.range(0, DIGITS.size()).mapToObj(i -> model.predict(DIGITS.image(i))).toList();
  }

  @Test
  void sixteenThreadsAtOnceGetTheAnswersOfOne() throws Exception {
    List<Prediction> expected = predictAll(of(Zoo.lenet()));
    // A fresh model, so that the first prediction is made by all of them.
    Model model = of(Zoo.lenet());
    Callable<List<Prediction>> task = () -> predictAll(model);
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      List<Future<List<Prediction>>> answers = threads.invokeAll(Collections.nCopies(16, task));
      for (Future<List<Prediction>> answer : answers) {
        assertThat(answer.get()).isEqualTo(expected);
      }
    }
  }

  @Test
  void probabilitiesAddToOneAndAreRanked() {
    for (Prediction prediction : predictAll(of(Zoo.lenet()))) {
      double sum = prediction.ranked().stream().mapToDouble(Prediction.Guess::probability).sum();
      assertThat(sum).isBetween(1 - 1e-12, 1 + 1e-12);
      assertThat(prediction.top(3)).hasSize(3).isEqualTo(prediction.ranked().subList(0, 3));
      assertThat(prediction.best().probability())
          .isGreaterThanOrEqualTo(prediction.ranked().get(1).probability());
    }
  }

  @Test
  void anImageOfAnotherSizeIsRefused() {
    assertThatThrownBy(() -> of(Zoo.lenet()).predict(new byte[100]))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("1 x 28 x 28, which is 784 bytes, not 100");
  }

  @Test
  void aNetworkThatEndsInAConvolutionIsRefused() {
    Network network = Network.of("open", new Shape(1, 8, 8), new Conv2d(3, 4), new Conv2d(2, 2));
    assertThatThrownBy(() -> of(network)).isInstanceOf(InputException.class);
  }

  @Test
  void aVeryDeepNetworkIsNoTroubleForTheStack() {
    List<Layer> layers = new ArrayList<>(List.of(new Conv2d(2, 28)));
    layers.addAll(Collections.nCopies(9_000, new Relu()));
    layers.add(new Dense(10));
    Network network = Network.of("deep", new Shape(1, 28, 28), layers.toArray(Layer[]::new));
    assertThat(of(network).predict(new byte[784]).ranked()).hasSize(10);
  }

  @Test
  void whatIsTooLargeForASingleImageIsTheUsersMistake() {
    Network network =
        Network.of(
            "hanging",
            new Shape(1, 600, 600),
            new AvgPool2d(1000, 1).withPadding(500),
            AdaptiveAvgPool2d.global(),
            new Dense(2));
    Model model = of(network);
    assertThatThrownBy(() -> model.predict(new byte[600 * 600]))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("windows of too many shapes");
  }
}
