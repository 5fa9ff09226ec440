package dev.fovea.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.net.CrossEntropy;
import dev.fovea.net.Loss;
import dev.fovea.net.MeanSquaredError;
import dev.fovea.net.NegativeLogLikelihood;
import dev.fovea.net.Outputs;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses and gradients against PyTorch in double precision; see golden/losses.py. */
class GoldenLossesTest {

  /** What float may lose, as part of a tensor's largest number. */
  private static final double TOLERANCE = 1e-6;

  private static final GoldenFile GOLDEN = GoldenFile.read("losses");

  @ParameterizedTest
  @ValueSource(strings = {"cross0", "cross1", "cross2", "cross3", "cross4", "cross5", "cross6"})
  void crossEntropy(String name) {
    double smoothing = GOLDEN.numbers(name + ".smoothing")[0];
    compare(name, new CrossEntropy(smoothing, weights(name)), Outputs.LOGITS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"log0", "log1", "log2"})
  void likelihoodOfLogProbabilities(String name) {
    compare(name, new NegativeLogLikelihood(weights(name)), Outputs.LOG_PROBABILITIES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"prob0", "prob1", "prob2"})
  void likelihoodOfProbabilities(String name) {
    compare(name, new NegativeLogLikelihood(weights(name)), Outputs.PROBABILITIES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"square0", "square1", "square2"})
  void squaredError(String name) {
    compare(name, new MeanSquaredError(), Outputs.LOGITS);
  }

  private static List<Double> weights(String name) {
    return GOLDEN.has(name + ".weights")
        ? Arrays.stream(GOLDEN.numbers(name + ".weights")).boxed().toList()
        : List.of();
  }

  private static int[] wholes(String name) {
    return Arrays.stream(GOLDEN.numbers(name)).mapToInt(i -> (int) i).toArray();
  }

  private static void compare(String name, Loss loss, Outputs kind) {
    int classes = GOLDEN.setting(name, "classes");
    int batch = GOLDEN.setting(name, "batch");
    float share = (float) GOLDEN.numbers(name + ".share")[0];
    Mix mix = share == 1 ? null : new Mix(share, wholes(name + ".partners"));
    for (Backend backend : LossRun.BACKENDS) {
      LossRun run = new LossRun(loss, kind, classes, batch, backend);
      run.put(GOLDEN.floats(name + ".output"));
      run.run(wholes(name + ".labels"), mix);
      GoldenLayer.close(GOLDEN, name + ".loss", new double[] {run.mean()}, TOLERANCE);
      GoldenLayer.close(GOLDEN, name + ".gradient", run.gradient(), TOLERANCE);
      assertThat(Arrays.stream(run.gradientOfAllLanes()).skip((long) batch * classes))
          .allMatch(d -> d == 0);
    }
  }
}
