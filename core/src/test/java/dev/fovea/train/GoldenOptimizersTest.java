package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.engine.GoldenFile;
import dev.fovea.engine.Workers;
import dev.fovea.net.Network;
import dev.fovea.net.Tensor;
import dev.fovea.train.optimizer.Adam;
import dev.fovea.train.optimizer.AdamW;
import dev.fovea.train.optimizer.Muon;
import dev.fovea.train.optimizer.Optimizer;
import dev.fovea.train.optimizer.RmsProp;
import dev.fovea.train.optimizer.Sgd;
import dev.fovea.train.optimizer.TrainedNumbers;
import dev.fovea.train.optimizer.Updater;
import dev.fovea.train.optimizer.WeightDecay;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ten steps of each optimizer against PyTorch in double precision; see golden/optimizers.py. */
class GoldenOptimizersTest {

  /** What float may lose, as part of a tensor's largest change since the beginning. */
  private static final double TOLERANCE = 2e-6;

  private static final int STEPS = 10;
  private static final double CLIP = 3;
  private static final GoldenFile GOLDEN = GoldenFile.read("optimizers");
  private static final Network NETWORK = TrainedNumbers.ALL_ROLES;

  static Stream<Arguments> settings() {
    Adam adam = new Adam(0.02, 0.8, 0.95, 1e-4);
    AdamW adamW = new AdamW(0.02, 0.8, 0.95, 1e-4, new WeightDecay(1.5));
    RmsProp rmsProp = new RmsProp(0.01);
    return Stream.of(
        Arguments.of("sgd", new Sgd(0.1)),
        Arguments.of("sgd-decay", new Sgd(0.1).withWeightDecay(0.5)),
        Arguments.of("sgd-momentum", new Sgd(0.1, 0.9)),
        Arguments.of("sgd-momentum-decay", new Sgd(0.1, 0.5).withWeightDecay(0.5)),
        Arguments.of("sgd-nesterov", new Sgd(0.1, 0.9).withNesterov()),
        Arguments.of("sgd-nesterov-decay", new Sgd(0.05, 0.8).withNesterov().withWeightDecay(1.5)),
        Arguments.of(
            "sgd-weights-paced", new Sgd(0.1, 0.9).withWeightDecay(WeightDecay.ofWeights(0.7))),
        Arguments.of("sgd-clipped", new Sgd(0.1, 0.9)),
        Arguments.of("adam", new Adam(0.01)),
        Arguments.of("adam-decay-paced", adam.withWeightDecay(2)),
        Arguments.of("adamw", new AdamW(0.01)),
        Arguments.of("adamw-decay-paced", adamW),
        Arguments.of("adamw-weights", new AdamW(0.01).withWeightDecay(WeightDecay.ofWeights(1.5))),
        Arguments.of("rmsprop", rmsProp),
        Arguments.of(
            "rmsprop-decay-paced", new RmsProp(0.01, 0.9, 1e-4, 0, false, new WeightDecay(2))),
        Arguments.of("rmsprop-momentum", rmsProp.withMomentum(0.8)),
        Arguments.of("rmsprop-centered", rmsProp.withAlpha(0.9).withCentered()),
        Arguments.of(
            "rmsprop-all",
            rmsProp.withAlpha(0.9).withMomentum(0.5).withCentered().withWeightDecay(1)),
        Arguments.of("muon", new Muon(0.02)),
        Arguments.of("muon-paced", new Muon(0.05, 0.8, true, 2, adamW.withLearningRate(0.01))),
        Arguments.of(
            "muon-plain", new Muon(0.02, new AdamW(0.01)).withoutNesterov().withWeightDecay(0)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("settings")
  void tenSteps(String name, Optimizer optimizer) {
    float[] parameters = GOLDEN.floats("initial");
    float[] gradients = GOLDEN.floats("gradients");
    int numbers = parameters.length;
    assertThat(numbers).isEqualTo((int) NETWORK.numberCount());
    double[] factors = GOLDEN.numbers("factors");
    Trained trained = Trained.of(NETWORK);
    Updater updater = optimizer.start(NETWORK);
    try (Workers workers = new Workers(2)) {
      for (int step = 0; step < STEPS; step++) {
        float[] gradient = Arrays.copyOfRange(gradients, step * numbers, (step + 1) * numbers);
        updater.nextStep(optimizer.learningRate() * (name.endsWith("paced") ? factors[step] : 1));
        if (name.endsWith("clipped")) {
          double norm = new GradientClipping(CLIP, trained, gradient, workers).clip();
          assertThat(norm).isCloseTo(GOLDEN.numbers("norms")[step], within(1e-12 * norm));
        }
        updater.prepare(parameters, gradient, 0, 1);
        trained.update(updater, parameters, gradient, 0, 1);
        compare(name + "." + (step + 1), parameters);
      }
    }
    assertThat(updater.steps()).isEqualTo(STEPS);
  }

  private static void compare(String name, float[] parameters) {
    double[] expected = GOLDEN.numbers(name);
    double[] initial = GOLDEN.numbers("initial");
    assertThat(parameters).hasSameSizeAs(expected);
    int at = 0;
    for (Tensor tensor : NETWORK.tensors()) {
      int end = at + (int) tensor.size();
      double largest = 0;
      for (int i = at; i < end; i++) {
        largest = Math.max(largest, Math.abs(expected[i] - initial[i]));
      }
      assertThat(largest > 0).as(tensor.name()).isEqualTo(tensor.role().trained());
      for (; at < end; at++) {
        assertThat((double) parameters[at])
            .as("%s, number %d, of %s", name, at, tensor.name())
            .isCloseTo(expected[at], within(TOLERANCE * largest));
      }
    }
  }
}
