package dev.fovea.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.net.Network;
import dev.fovea.net.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Losses and gradients of a plan against the reference and its central differences, in double
 * precision; and that kernels and threads do not matter.
 */
class GradientTest {

  private static final List<Backend> BACKENDS = List.of(Backend.scalar(), Backend.current());

  private static final int IMAGES = 40;
  private static final int[] BATCHES = {1, 15, 16, 17, 33};
  private static final int MOST_PARAMETERS = 200;
  private static final int RANDOM_NETWORKS = 130;

  /** What may be wrong, as part of a tensor's largest gradient. */
  private static final double TOLERANCE = 1e-5;

  /** Larger than both the step of the differences and the error of float. */
  private static final double MARGIN = 1e-5;

  private static final double STEP = 1e-6;

  static Stream<Arguments> networks() {
    return TestNetworks.families().stream().map(n -> Arguments.argumentSet(n.name(), n));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void likeDifferences(Network network) {
    compare(network, BATCHES, MOST_PARAMETERS);
  }

  static Stream<Arguments> tiled() {
    return Stream.of(
            TestNetworks.tiled(),
            TestBatchNorms.tiled(),
            TestSmallTiles.networks(),
            TestSmallTiles.turned())
        .flatMap(List::stream)
        .map(n -> Arguments.argumentSet(n.name(), n));
  }

  @ParameterizedTest
  @MethodSource("tiled")
  void likeDifferencesInChunksOfTiles(Network network) {
    compare(network, new int[] {17}, MOST_PARAMETERS / 10);
  }

  /**
   * Combinations that nobody thought of. In some a layer takes away all that a parameter does, such
   * as the mean of what was normalised: all that is left of its gradient is what float lost of
   * larger numbers. So it is measured by the others, too.
   */
  @Test
  void likeDifferencesInRandomNetworks() {
    for (int seed = 0; seed < RANDOM_NETWORKS; seed++) {
      Network network = RandomNetwork.of(seed);
      try {
        int count = RandomNetwork.batch(network, 1 + seed % IMAGES);
        compare(network, new int[] {count}, MOST_PARAMETERS / 4, 0.1);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed %d, %s".formatted(seed, network), e);
      }
    }
  }

  /** Compares a network in these batches, by so many parameters. */
  static void compare(Network network, int[] batches, int mostParameters) {
    compare(network, batches, mostParameters, 0);
  }

  /**
   * The same.
   *
   * @param share what part of the largest of all gradients a tensor is taken to have at least
   */
  private static void compare(Network network, int[] batches, int mostParameters, double share) {
    Problem problem = Problem.awayFromKinks(network, IMAGES, MARGIN, batches);
    int[] some =
        IntStream.of(TestImages.order(problem.parameters().length, 5))
            .limit(mostParameters)
            .toArray();
    for (int count : batches) {
      double loss = problem.loss(count);
      double[] gradient = problem.differences(count, some, STEP);
      Result first = Result.of(problem, Backend.scalar(), 1, count);
      assertThat(first.loss).isCloseTo(loss, within(1e-5 * (1 + loss)));
      double least = share * largest(first.gradient, 0, first.gradient.length);
      checkTensors(network, first.gradient, some, gradient, least);
      for (Backend backend : BACKENDS) {
        for (int threads = 1; threads <= 3; threads++) {
          Result same = Result.of(problem, backend, threads, count);
          String how = "%d images, %d threads, %s".formatted(count, threads, backend.name());
          assertThat(same.loss).as(how).isEqualTo(first.loss);
          assertThat(same.gradient).as(how).isEqualTo(first.gradient);
        }
      }
    }
  }

  private static double largest(float[] numbers, int from, int to) {
    return IntStream.range(from, to).mapToDouble(i -> Math.abs(numbers[i])).max().orElse(0);
  }

  private static void checkTensors(
      Network network, float[] actual, int[] some, double[] expected, double least) {
    int end = 0;
    for (Tensor tensor : network.tensors()) {
      int begin = end;
      end += (int) tensor.size();
      double largest = Math.max(least, largest(actual, begin, end));
      for (int k = 0; k < some.length; k++) {
        if (some[k] >= begin && some[k] < end) {
          assertThat((double) actual[some[k]])
              .as("%s[%d]", tensor.name(), some[k] - begin)
              .isCloseTo(expected[k], within(TOLERANCE * largest + 1e-7));
        }
      }
    }
  }

  private record Result(double loss, float[] gradient) {

    static Result of(Problem problem, Backend backend, int threads, int count) {
      float[] gradient = new float[problem.parameters().length];
      try (Workers workers = new Workers(threads)) {
        Plan plan = Plan.forTraining(problem.network(), IMAGES, workers, backend);
        plan.train(
            problem.parameters(),
            gradient,
            problem.source(),
            problem.order(),
            problem.from(count),
            count,
            Problem.DRAW);
        return new Result(plan.lossSum(), gradient);
      }
    }
  }
}
