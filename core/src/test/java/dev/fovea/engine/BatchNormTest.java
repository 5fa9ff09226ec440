package dev.fovea.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Batch normalisation in whole plans: what goes beyond the layers that work image by image. */
class BatchNormTest {

  private static final int IMAGES = 40;
  private static final List<Backend> BACKENDS = List.of(Backend.scalar(), Backend.current());

  /** One feature: what remains of it in a batch of one image is its bias. */
  private static final Network LONELY =
      Network.of(
          "lonely",
          new Shape(1, 3, 3),
          new Conv2d(2, 3),
          new BatchNorm2d(),
          new Flatten(),
          new Dense(2));

  static Stream<Arguments> vectors() {
    return TestBatchNorms.vectors().stream().map(n -> Arguments.argumentSet(n.name(), n));
  }

  static Stream<Arguments> all() {
    return TestBatchNorms.all().stream().map(n -> Arguments.argumentSet(n.name(), n));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void vectorsLikeDifferences(Network network) {
    GradientTest.compare(network, new int[] {5, 15, 16, 17, 33}, 200);
  }

  /** By what is running, in a plan that only predicts and in one that could train. */
  @ParameterizedTest
  @MethodSource("all")
  void predictsLikeTheReference(Network network) {
    Problem problem = Problem.random(network, IMAGES, 2);
    ReferenceNetwork reference = ReferenceNetwork.predicting(network);
    try (Workers workers = new Workers(2)) {
      for (Backend backend : BACKENDS) {
        Plan inference = Plan.forInference(network, IMAGES, workers, backend);
        Plan training = Plan.forTraining(network, IMAGES, workers, backend);
        for (int count : new int[] {1, 17, IMAGES}) {
          List<double[]> expected = reference.logits(problem.wide(), problem.images(count));
          for (Plan plan : List.of(inference, training)) {
            plan.infer(
                problem.parameters(),
                problem.source(),
                problem.order(),
                problem.from(count),
                count);
            for (int n = 0; n < count; n++) {
              checkLogits(plan, n, expected.get(n));
            }
          }
        }
      }
    }
  }

  private static void checkLogits(Plan plan, int n, double[] expected) {
    double largest = 1;
    for (double logit : expected) {
      largest = Math.max(largest, Math.abs(logit));
    }
    for (int c = 0; c < expected.length; c++) {
      assertThat((double) plan.logit(n, c))
          .as("image %d, class %d", n, c)
          .isCloseTo(expected[c], within(1e-5 * largest));
    }
  }

  /** Whatever the threads, the parts of a batch and the lanes that no image fills. */
  @ParameterizedTest
  @MethodSource("all")
  void runningNumbersDoNotDependOnThreads(Network network) {
    for (int count : new int[] {17, IMAGES}) {
      float[] first = trained(network, Backend.scalar(), 1, count);
      assertThat(first).isNotEqualTo(Problem.random(network, IMAGES, 1).parameters());
      for (Backend backend : BACKENDS) {
        for (int threads : new int[] {1, 3}) {
          assertThat(trained(network, backend, threads, count))
              .as("%d images, %d threads, %s", count, threads, backend.name())
              .isEqualTo(first);
        }
      }
    }
  }

  /** The parameters after two batches, nobody having followed a gradient. */
  private static float[] trained(Network network, Backend backend, int threads, int count) {
    Problem problem = Problem.random(network, IMAGES, 1);
    float[] gradient = new float[problem.parameters().length];
    try (Workers workers = new Workers(threads)) {
      Plan plan = Plan.forTraining(network, IMAGES, workers, backend);
      for (int i = 0; i < 2; i++) {
        plan.train(
            problem.parameters(), gradient, problem.source(), problem.order(), i, count - i, 1);
      }
      return problem.parameters();
    }
  }

  /** Predictions change nothing, also in a plan that could train. */
  @Test
  void predictionMeasuresNothing() {
    Network network = TestBatchNorms.networks().getFirst();
    Problem problem = Problem.random(network, IMAGES, 1);
    float[] before = problem.parameters().clone();
    try (Workers workers = new Workers(1)) {
      Plan plan = Plan.forTraining(network, IMAGES, workers, Backend.current());
      plan.infer(problem.parameters(), problem.source(), problem.order(), 0, IMAGES);
    }
    assertThat(problem.parameters()).isEqualTo(before);
  }

  /** Means that dwarf the deviations: what is squared must be small. */
  @Test
  void largeMeans() {
    Network network =
        Network.of(
            "means", Shape.vector(1), new Dense(1), new BatchNorm2d(), new Relu(), new Dense(2));
    Problem problem = Problem.random(network, IMAGES, 1);
    float[] parameters = {1, 1000, 1, 0, 0, 1, 1, -1, 0, 0};
    float[] gradient = new float[parameters.length];
    double[] values =
        IntStream.range(0, IMAGES).mapToDouble(n -> (float) (problem.image(n)[0] + 1000)).toArray();
    double mean = DoubleStream.of(values).sum() / IMAGES;
    double squares = DoubleStream.of(values).map(v -> (v - mean) * (v - mean)).sum();
    for (Backend backend : BACKENDS) {
      float[] after = parameters.clone();
      try (Workers workers = new Workers(1)) {
        Plan plan = Plan.forTraining(network, IMAGES, workers, backend);
        plan.train(after, gradient, problem.source(), problem.order(), 0, IMAGES, 1);
      }
      assertThat((double) after[4]).isCloseTo(0.1 * mean, within(1e-5));
      assertThat((double) after[5]).isCloseTo(0.9 + 0.1 * squares / (IMAGES - 1), within(1e-6));
    }
  }

  @Test
  void aSingleNumberHasNoVariance() {
    Problem problem = Problem.random(LONELY, 3, 1);
    float[] before = problem.parameters().clone();
    float[] gradient = new float[before.length];
    try (Workers workers = new Workers(1)) {
      Plan plan = Plan.forTraining(LONELY, 3, workers, Backend.current());
      assertThatThrownBy(
              () ->
                  plan.train(
                      problem.parameters(), gradient, problem.source(), problem.order(), 0, 1, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "network lonely, layer norm1 (BatchNorm2d) cannot train on a batch of 1 image: it"
                  + " needs 2 or more");
      assertThat(problem.parameters()).isEqualTo(before);
      assertThat(gradient).containsOnly(0f);
      plan.infer(problem.parameters(), problem.source(), problem.order(), 0, 1);
      assertThat(plan.logit(0, 0)).isFinite();
      plan.train(problem.parameters(), gradient, problem.source(), problem.order(), 0, 2, 1);
      assertThat(gradient).doesNotContain(Float.NaN);
    }
  }

  @Test
  void theLastBatchIsKnownBeforeTheFirst() {
    assertThatThrownBy(() -> LeastBatch.checkLast(LONELY, 101, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "network lonely, layer norm1 (BatchNorm2d) needs 2 images or more in each batch, but of"
                + " 101 images in batches of 10 the last has 1: choose another size of batches");
    for (int images : new int[] {1, 7}) {
      assertThatThrownBy(() -> LeastBatch.checkLast(LONELY, images, 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatCode(() -> LeastBatch.checkLast(LONELY, 102, 10)).doesNotThrowAnyException();
    assertThatCode(() -> LeastBatch.checkLast(LONELY, 100, 10)).doesNotThrowAnyException();
    Network maps = TestBatchNorms.networks().getFirst();
    assertThatCode(() -> LeastBatch.checkLast(maps, 101, 10)).doesNotThrowAnyException();
    assertThatCode(() -> LeastBatch.check(maps, 1)).doesNotThrowAnyException();
  }
}
