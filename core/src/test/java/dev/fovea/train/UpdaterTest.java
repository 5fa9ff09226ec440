package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.fovea.engine.OnceCompiled;
import dev.fovea.net.Network;
import dev.fovea.train.optimizer.Adam;
import dev.fovea.train.optimizer.AdamW;
import dev.fovea.train.optimizer.Muon;
import dev.fovea.train.optimizer.Optimizer;
import dev.fovea.train.optimizer.RmsProp;
import dev.fovea.train.optimizer.Sgd;
import dev.fovea.train.optimizer.TrainedNumbers;
import dev.fovea.train.optimizer.Updater;
import dev.fovea.train.optimizer.WeightDecay;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every optimizer promises of its work. */
class UpdaterTest {

  private static final Network NETWORK = TrainedNumbers.ALL_ROLES;
  private static final int NUMBERS = (int) NETWORK.numberCount();
  private static final int STEPS = 20;

  static Stream<Optimizer> optimizers() {
    WeightDecay decay = WeightDecay.ofWeights(0.1);
    return Stream.of(
        new Sgd(0.01),
        new Sgd(0.01, 0.9),
        new Sgd(0.01, 0.9).withNesterov().withWeightDecay(decay),
        new Adam(0.01),
        new Adam(0.01).withWeightDecay(0.1),
        new AdamW(0.01).withWeightDecay(decay),
        new RmsProp(0.01),
        new RmsProp(0.01).withMomentum(0.9).withCentered().withWeightDecay(decay),
        new Muon(0.02));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void rangesDoNotMatter(Optimizer optimizer) {
    float[] whole = run(optimizer.start(NETWORK), numbers(0), 1, STEPS, 0, NUMBERS);
    for (int[] cuts :
        List.of(
            new int[] {0, 1, 18, 18, 70, NUMBERS},
            new int[] {0, NUMBERS - 1, NUMBERS},
            new int[] {0, 0, NUMBERS, NUMBERS})) {
      float[] parts = run(optimizer.start(NETWORK), numbers(0), 1, STEPS, cuts);
      assertThat(parts).isEqualTo(whole);
    }
  }

  /** As a checkpoint does it: in the middle, and before the first step. */
  @ParameterizedTest
  @MethodSource("optimizers")
  void goesOnFromItsMemory(Optimizer optimizer) {
    float[] whole = run(optimizer.start(NETWORK), numbers(0), 1, STEPS, 0, NUMBERS);
    for (int stop : new int[] {0, 1, 7}) {
      Updater first = optimizer.start(NETWORK);
      float[] parameters = run(first, numbers(0), 1, stop, 0, NUMBERS);
      Updater second = optimizer.start(NETWORK);
      assertThat(second.memory().keySet()).containsExactlyElementsOf(first.memory().keySet());
      first
          .memory()
          .forEach(
              (name, saved) -> {
                assertThat(saved).as(name).hasSize(NUMBERS);
                System.arraycopy(saved, 0, second.memory().get(name), 0, NUMBERS);
              });
      second.restore(first.steps());
      assertThat(second.steps()).isEqualTo(stop);
      assertThat(run(second, parameters, stop + 1, STEPS, 0, NUMBERS)).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void anotherRate(Optimizer optimizer) {
    Optimizer other = optimizer.withLearningRate(0.5);
    assertThat(other.learningRate()).isEqualTo(0.5);
    assertThat(other).isNotEqualTo(optimizer);
    assertThat(other.withLearningRate(optimizer.learningRate())).isEqualTo(optimizer);
  }

  /** At a rate of nothing nothing changes, weight decay included. */
  @ParameterizedTest
  @MethodSource("optimizers")
  void aRateOfNothingChangesNothing(Optimizer optimizer) {
    float[] parameters = numbers(0);
    Updater updater = optimizer.start(NETWORK);
    for (int step = 1; step < 4; step++) {
      TrainedNumbers.step(updater, 0, parameters, numbers(step));
    }
    assertThat(parameters).isEqualTo(numbers(0));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void stepsAllocateNothingOnceCompiled(Optimizer optimizer) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Updater updater = optimizer.start(NETWORK);
    Trained trained = Trained.of(NETWORK);
    float[] parameters = numbers(0);
    float[] gradient = numbers(1);
    long allocated =
        OnceCompiled.allocated(
            () -> {
              long before = threads.getCurrentThreadAllocatedBytes();
              for (int step = 0; step < STEPS; step++) {
                updater.nextStep(0.01);
                updater.prepare(parameters, gradient, 0, 1);
                trained.update(updater, parameters, gradient, 0, 1);
              }
              return threads.getCurrentThreadAllocatedBytes() - before;
            });
    assertThat(allocated).isZero();
  }

  /** Steps {@code first} to {@code last}; each has a gradient of its own. */
  private static float[] run(
      Updater updater, float[] parameters, int first, int last, int... cuts) {
    for (int step = first; step <= last; step++) {
      float[] gradient = numbers(step);
      updater.nextStep(0.01 / step);
      for (int part = cuts.length - 2; part >= 0; part--) {
        updater.prepare(parameters, gradient, part, cuts.length - 1);
      }
      for (int i = cuts.length - 1; i > 0; i--) {
        updater.update(parameters, gradient, cuts[i - 1], cuts[i]);
      }
    }
    return parameters;
  }

  private static float[] numbers(int seed) {
    Random random = new Random(seed);
    float[] numbers = new float[NUMBERS];
    for (int i = 0; i < NUMBERS; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }
}
