package dev.fovea.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.engine.kernel.View;
import dev.fovea.net.Network;
import dev.fovea.net.Node;
import dev.fovea.net.zoo.Zoo;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Images share vectors but nothing else: what one gives depends neither on the images beside it,
 * nor on what a plan did before, nor on lanes that hold no image.
 */
class LanesTest {

  private static final int[] BATCHES = {1, 15, 16, 17, 33, 64};
  private static final int MOST = 64;
  private static final List<Backend> BACKENDS = List.of(Backend.scalar(), Backend.current());

  static Stream<Arguments> networks() {
    return Stream.of(
            TestNetworks.families(),
            TestNetworks.tiled(),
            TestBatchNorms.tiled(),
            TestSmallTiles.networks())
        .flatMap(List::stream)
        .map(n -> Arguments.argumentSet(n.name(), n));
  }

  static Stream<Arguments> allNetworks() {
    return Stream.concat(networks(), Stream.of(Arguments.argumentSet("lenet", Zoo.lenet())));
  }

  @ParameterizedTest
  @MethodSource("allNetworks")
  void imagesAreIndependent(Network network) {
    Problem problem = Problem.random(network, MOST, 3);
    for (Backend backend : BACKENDS) {
      float[][] alone = alone(problem, backend);
      for (int threads : new int[] {1, 3}) {
        try (Workers workers = new Workers(threads)) {
          Plan plan = Plan.forInference(network, MOST, workers, backend);
          for (int count : BATCHES) {
            infer(plan, problem, MOST - count, count);
            for (int n = 0; n < count; n++) {
              assertThat(logits(plan, problem, n))
                  .as("image %d of %d, %d threads, %s", n, count, threads, backend.name())
                  .isEqualTo(alone[problem.order()[MOST - count + n]]);
            }
          }
        }
      }
    }
  }

  private static float[][] alone(Problem problem, Backend backend) {
    float[][] alone = new float[MOST][];
    try (Workers workers = new Workers(1)) {
      Plan plan = Plan.forInference(problem.network(), 1, workers, backend);
      for (int n = 0; n < MOST; n++) {
        infer(plan, problem, n, 1);
        alone[problem.order()[n]] = logits(plan, problem, 0);
      }
    }
    return alone;
  }

  @ParameterizedTest
  @MethodSource("networks")
  void gradientsForgetWhatWasBefore(Network network) {
    Problem problem = Problem.random(network, MOST, 4);
    Problem other = Problem.random(network, MOST, 5);
    for (Backend backend : BACKENDS) {
      try (Workers workers = new Workers(2)) {
        Plan used = Plan.forTraining(network, MOST, workers, backend);
        for (int count : BATCHES) {
          Plan fresh = Plan.forTraining(network, MOST, workers, backend);
          float[] expected = gradient(fresh, problem, count);
          // A full batch of other images under other parameters, and then numbers that spread.
          gradient(used, other, MOST);
          poison(network, used);
          assertThat(gradient(used, problem, count))
              .as("%d images, %s", count, backend.name())
              .isEqualTo(expected);
          assertThat(used.lossSum()).isEqualTo(fresh.lossSum());
          assertThat(used.correct()).isEqualTo(fresh.correct());
        }
      }
    }
  }

  /**
   * Fills all values and the threads' rooms with NaN, and all gradients in which each element is
   * written anew. Borders were zero from the start and stay so.
   */
  private static void poison(Network network, Plan plan) {
    Layout layout = Plan.layout(network, true);
    fill(plan, layout.value(Node.IMAGE));
    for (int i = 0; i < network.nodes().size(); i++) {
      if (layout.value(i) != null) {
        fill(plan, layout.value(i));
      }
    }
    Frame f = plan.frame();
    Arrays.fill(f.x, f.own, f.x.length, Float.NaN);
    fill(plan, layout.gradient(network.nodes().size() - 1));
  }

  private static void fill(Plan plan, View view) {
    Frame f = plan.frame();
    for (int block = 0; block + f.groupStride <= f.shared; block += f.groupStride) {
      for (int c = 0; c < view.channels(); c++) {
        for (int row = 0; row < view.height(); row++) {
          int at = block + view.at() + c * view.channelStride() + row * view.rowStride();
          Arrays.fill(f.x, at, at + view.rowSize(), Float.NaN);
        }
      }
    }
  }

  private static void infer(Plan plan, Problem problem, int from, int count) {
    plan.infer(problem.parameters(), problem.source(), problem.order(), from, count);
  }

  private static float[] gradient(Plan plan, Problem problem, int count) {
    float[] gradient = new float[problem.parameters().length];
    plan.train(
        problem.parameters(), gradient, problem.source(), problem.order(), MOST - count, count, 7);
    return gradient;
  }

  private static float[] logits(Plan plan, Problem problem, int n) {
    float[] logits = new float[problem.network().output().size()];
    for (int c = 0; c < logits.length; c++) {
      logits[c] = plan.logit(n, c);
    }
    return logits;
  }
}
