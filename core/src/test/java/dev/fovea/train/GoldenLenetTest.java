package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.data.Dataset;
import dev.fovea.data.Mnist;
import dev.fovea.data.Scaling;
import dev.fovea.engine.Backend;
import dev.fovea.engine.GoldenFile;
import dev.fovea.engine.Plan;
import dev.fovea.engine.Source;
import dev.fovea.engine.Workers;
import dev.fovea.net.Network;
import dev.fovea.net.Tensor;
import dev.fovea.net.zoo.Zoo;
import dev.fovea.train.optimizer.Sgd;
import dev.fovea.train.optimizer.Updater;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Five steps of lenet on MNIST against PyTorch in double precision; see golden/lenet_steps.py. */
class GoldenLenetTest {

  private static final int BATCH = 64;
  private static final int STEPS = 5;
  private static final GoldenFile GOLDEN = GoldenFile.read("lenet-steps");
  private static final Network LENET = Zoo.lenet();

  static Stream<Arguments> backends() {
    return Stream.of(Backend.scalar(), Backend.current())
        .map(backend -> Arguments.argumentSet(backend.name(), backend));
  }

  @ParameterizedTest
  @MethodSource("backends")
  void fiveSteps(Backend backend) {
    Dataset digits = Mnist.train().slice(0, STEPS * BATCH);
    Source source = new Source(digits.pixels(), digits.labels(), Scaling.MNIST.table());
    int[] order = IntStream.range(0, digits.size()).toArray();
    float[] parameters = initial();
    float[] gradient = new float[parameters.length];
    Updater updater = new Sgd(0.01, 0.5).start(LENET);
    try (Workers workers = new Workers(2)) {
      Plan plan = Plan.forTraining(LENET, BATCH, workers, backend);
      for (int step = 0; step < STEPS; step++) {
        plan.train(parameters, gradient, source, order, step * BATCH, BATCH, step);
        double loss = GOLDEN.numbers("losses.float64")[step];
        // A hundred times sharper than what the project promises: float does no worse.
        assertThat(plan.lossSum() / BATCH)
            .as("loss of step %d", step)
            .isCloseTo(loss, within(1e-6 * loss));
        if (step == 0) {
          checkLogits(plan);
          checkTensors("gradient.", gradient, 5e-6, 0);
        }
        updater.nextStep(0.01);
        updater.update(parameters, gradient, 0, parameters.length);
      }
    }
    checkTensors("final.", parameters, 0, 3e-7);
  }

  private static float[] initial() {
    float[] parameters = new float[(int) LENET.parameterCount()];
    int at = 0;
    for (Tensor tensor : LENET.tensors()) {
      float[] numbers = GOLDEN.floats("initial." + tensor.name());
      assertThat(numbers).hasSize((int) tensor.size());
      System.arraycopy(numbers, 0, parameters, at, numbers.length);
      at += numbers.length;
    }
    return parameters;
  }

  private static void checkLogits(Plan plan) {
    double[] expected = GOLDEN.numbers("logits.first");
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) plan.logit(i / 10, i % 10))
          .as("class %d of image %d", i % 10, i / 10)
          .isCloseTo(expected[i], within(1e-6));
    }
  }

  private static void checkTensors(String prefix, float[] actual, double ofLargest, double more) {
    int at = 0;
    for (Tensor tensor : LENET.tensors()) {
      double[] expected = GOLDEN.numbers(prefix + tensor.name());
      double largest = 0;
      for (double number : expected) {
        largest = Math.max(largest, Math.abs(number));
      }
      for (int i = 0; i < expected.length; i++) {
        assertThat((double) actual[at++])
            .as("%s%s[%d]", prefix, tensor.name(), i)
            .isCloseTo(expected[i], within(ofLargest * largest + more));
      }
    }
  }
}
