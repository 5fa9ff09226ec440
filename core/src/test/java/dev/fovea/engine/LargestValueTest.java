package dev.fovea.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.net.Add;
import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Node;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which layer's values are said to be how large, and which one is the first to overflow. */
class LargestValueTest {

  private static final int IMAGES = 20;

  /** A convolution that is one step with its pooling, a branch, and values in place. */
  private static final Network NETWORK =
      new Network(
          "branches",
          new Shape(1, 12, 12),
          List.of(
              new Node("conv1", new Conv2d(3, 3), List.of(Node.IMAGE)),
              new Node("pool1", new MaxPool2d(2), List.of(0)),
              new Node("conv2", new Conv2d(3, 3).withPadding(1), List.of(1)),
              new Node("add1", new Add(), List.of(1, 2)),
              new Node("relu1", new Relu(), List.of(3)),
              new Node("flatten1", new Flatten(), List.of(4)),
              new Node("dropout1", new Dropout(0.5), List.of(5)),
              new Node("dense1", new Dense(4), List.of(6))));

  private static final Network NORMALIZED =
      Network.of(
          "normalized",
          new Shape(1, 12, 12),
          new Conv2d(3, 3),
          new BatchNorm2d(),
          new Relu(),
          new MaxPool2d(2),
          new Flatten(),
          new Dropout(0.5),
          new Dense(4));

  private static List<LargestValue> run(float[] parameters, int threads) {
    Source source = TestImages.source(NETWORK, IMAGES, 1);
    int[] order = IntStream.range(0, IMAGES).toArray();
    try (Workers workers = new Workers(threads)) {
      Plan plan = Plan.forTraining(NETWORK, IMAGES, workers, Backend.current());
      float[] gradient = new float[parameters.length];
      plan.train(parameters, gradient, source, order, 0, IMAGES, 7);
      double loss = plan.lossSum();
      float largest = 0;
      for (int n = 0; n < IMAGES; n++) {
        for (int c = 0; c < 4; c++) {
          largest = Math.max(largest, Math.abs(plan.logit(n, c)));
        }
      }
      List<LargestValue> values = plan.largestValues();
      if (Double.isFinite(loss)) {
        assertThat(values.getLast().value()).isEqualTo(largest);
        plan.train(parameters, gradient, source, order, 0, IMAGES, 7);
        assertThat(plan.lossSum()).as("the plan is as it was").isEqualTo(loss);
      }
      return values;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void allLayersInOrder(int threads) {
    List<LargestValue> values = run(TestImages.parameters(NETWORK, 2), threads);
    assertThat(values)
        .extracting(LargestValue::layer)
        .containsExactly(
            "conv1", "pool1", "conv2", "add1", "relu1", "flatten1", "dropout1", "dense1");
    assertThat(values).extracting(LargestValue::value).allMatch(v -> v > 0 && v < 1_000);
    assertThat(values).isEqualTo(run(TestImages.parameters(NETWORK, 2), 1));
  }

  /** A bias that overflows: what comes before is finite, what follows is not. */
  @ParameterizedTest
  @ValueSource(strings = {"conv1", "conv2", "dense1"})
  void theFirstThatOverflows(String layer) {
    float[] parameters = TestImages.parameters(NETWORK, 2);
    int at = 0;
    for (var tensor : NETWORK.tensors()) {
      at += (int) tensor.size();
      if (tensor.name().equals(layer + ".bias")) {
        parameters[at - 1] = Float.POSITIVE_INFINITY;
      }
    }
    List<LargestValue> values = run(parameters, 1);
    assertThat(
            values.stream()
                .filter(v -> Float.isInfinite(v.value()))
                .findFirst()
                .orElseThrow()
                .layer())
        .isEqualTo(layer);
  }

  /** A training goes on after a look, which leaves running means and the gradient as they were. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aLookChangesNothing(int threads) {
    List<float[]> expected = afterTwoBatches(false, threads);
    List<float[]> actual = afterTwoBatches(true, threads);
    assertThat(actual.getFirst()).as("parameters").isEqualTo(expected.getFirst());
    assertThat(actual.getLast()).as("gradient").isEqualTo(expected.getLast());
  }

  private static List<float[]> afterTwoBatches(boolean look, int threads) {
    float[] parameters = TestImages.parameters(NORMALIZED, 2);
    float[] gradient = new float[parameters.length];
    Source source = TestImages.source(NORMALIZED, IMAGES, 1);
    int[] order = IntStream.range(0, IMAGES).toArray();
    try (Workers workers = new Workers(threads)) {
      Plan plan = Plan.forTraining(NORMALIZED, IMAGES, workers, Backend.current());
      Mix mix = new Mix(0.3f, TestImages.order(IMAGES - 3, 1));
      plan.train(parameters, gradient, source, order, 0, IMAGES - 3, 7, mix);
      float[] first = gradient.clone();
      if (look) {
        plan.largestValues();
      }
      assertThat(gradient).isEqualTo(first);
      plan.train(parameters, gradient, source, order, IMAGES - 3, 3, 8);
    }
    return List.of(parameters, gradient);
  }
}
