package dev.fovea.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.net.zoo.Zoo;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One image with channels in the lanes gives what it gives among sixteen. */
class OneImageTest {

  /** Of the largest logit: kernels of a plan may add in another order. */
  private static final float TOLERANCE = 1e-5f;

  private static final int IMAGES = 5;
  private static final int RANDOM_NETWORKS = 400;
  private static final Shape COLOURED = new Shape(3, 9, 11);

  static Stream<Arguments> networks() {
    return Stream.of(
            TestNetworks.families(),
            TestNetworks.tiled(),
            TestBatchNorms.tiled(),
            TestBatchNorms.vectors(),
            wide(),
            Zoo.tutorials())
        .flatMap(List::stream)
        .map(n -> Arguments.argumentSet(n.name(), n));
  }

  /** More channels than lanes, in numbers that fill no block. */
  private static List<Network> wide() {
    return List.of(
        Network.of(
            "16, 33 and 50 channels of three colours",
            COLOURED,
            new Conv2d(16, 3).withPadding(1),
            new Relu(),
            new Conv2d(33, 3, 2, 2, 1),
            new Relu(),
            new MaxPool2d(3, 1),
            new Conv2d(50, 2),
            new Flatten(),
            new Relu(),
            new Dense(37),
            new Relu(),
            new Dense(18)),
        Network.of(
            "wide vectors that are images again",
            COLOURED,
            new Conv2d(20, 5, 3, 1, 0),
            new Relu(),
            new Flatten(),
            new Relu(),
            new Conv2d(70, 3).withPadding(2),
            new MaxPool2d(2),
            new Flatten(),
            new Flatten(),
            new MaxPool2d(1, 2),
            new Dense(40),
            new Conv2d(17, 1),
            new Relu(),
            new Flatten()),
        Network.of(
            "a flattened image with padding around it",
            COLOURED,
            new Flatten(),
            new Conv2d(4, 3).withPadding(1),
            new Dense(3)),
        Network.of("a vector with ReLU", Shape.vector(35), new Relu(), new Dense(20), new Relu()));
  }

  static Stream<Network> random() {
    return LongStream.range(0, RANDOM_NETWORKS).mapToObj(RandomNetwork::of);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void likeThePlanForBatches(Network network) {
    compare(network);
  }

  @Test
  void likeThePlanForBatchesInRandomNetworks() {
    random().forEach(OneImageTest::compare);
  }

  /** What each layer leaves, in any shape, which no plan would end in. */
  @Test
  void partsOfRandomNetworksLikeTheReference() {
    LongStream.range(0, RANDOM_NETWORKS / 4)
        .mapToObj(RandomNetwork::of)
        .flatMap(network -> network.nodes().stream().map(node -> network.upTo(node.name())))
        .forEach(OneImageTest::compareWithReference);
  }

  private static void compareWithReference(Network part) {
    Problem problem = Problem.random(part, 1, 2);
    double[] expected =
        ReferenceNetwork.predicting(part).logits(problem.wide(), problem.images(1)).getFirst();
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    OneImage.Run run = OneImage.ofPart(part, problem.parameters(), Backend.current()).new Run();
    run.infer(problem.source().pixels(), problem.source().table(), false);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) run.logit(i))
          .as("%s, element %d", part, i)
          .isCloseTo(expected[i], within(3 * TOLERANCE * largest + 1e-6));
    }
  }

  /** The width of vectors is a JVM's; {@code KernelTwinsTest} compares the kernels at each. */
  private static void compare(Network network) {
    Problem problem = Problem.random(network, IMAGES, 6);
    float[][] scalar = alone(problem, Backend.scalar());
    assertThat(alone(problem, Backend.current())).as(network.name()).isDeepEqualTo(scalar);
    try (Workers workers = new Workers(1)) {
      Plan plan = Plan.forInference(network, IMAGES, workers, Backend.current());
      plan.infer(problem.parameters(), problem.source(), identity(), 0, IMAGES);
      for (int n = 0; n < IMAGES; n++) {
        float largest = 0;
        for (float logit : scalar[n]) {
          largest = Math.max(largest, Math.abs(logit));
        }
        for (int c = 0; c < scalar[n].length; c++) {
          assertThat(scalar[n][c])
              .as("%s, image %d, class %d", network.name(), n, c)
              .isCloseTo(plan.logit(n, c), within(TOLERANCE * largest));
        }
      }
    }
  }

  /** All images one after the other in the same memory, where the last ones are still. */
  private static float[][] alone(Problem problem, Backend backend) {
    OneImage.Run run = OneImage.of(problem.network(), problem.parameters(), backend).new Run();
    float[][] logits = new float[IMAGES][problem.network().output().size()];
    for (int n = 0; n < IMAGES; n++) {
      run.infer(image(problem, n), problem.source().table(), false);
      for (int c = 0; c < logits[n].length; c++) {
        logits[n][c] = run.logit(c);
      }
    }
    return logits;
  }

  private static byte[] image(Problem problem, int n) {
    int size = problem.network().input().size();
    return Arrays.copyOfRange(problem.source().pixels(), n * size, (n + 1) * size);
  }

  private static int[] identity() {
    int[] order = new int[IMAGES];
    Arrays.setAll(order, n -> n);
    return order;
  }

  @Test
  void refusesWhatDoesNotFit() {
    Network network = Zoo.lenet();
    float[] parameters = TestImages.parameters(network, 1);
    OneImage.Run run = OneImage.of(network, parameters, Backend.scalar()).new Run();
    for (int wrong : new int[] {0, 783, 785}) {
      assertThatThrownBy(() -> run.infer(new byte[wrong], new float[256], false))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("784 pixels are needed");
    }
    assertThatThrownBy(() -> run.infer(new byte[784], new float[255], false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a table for 1 channels cannot have 255 entries");
    assertThatThrownBy(() -> OneImage.of(network, new float[7], Backend.scalar()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("21840 parameters are needed");
    Network open = Network.of("open", new Shape(1, 8, 8), new Conv2d(2, 2));
    assertThatThrownBy(() -> OneImage.of(open, new float[10], Backend.scalar()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("add a Flatten");
  }
}
