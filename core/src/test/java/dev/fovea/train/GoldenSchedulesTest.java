package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.engine.GoldenFile;
import dev.fovea.train.schedule.Constant;
import dev.fovea.train.schedule.Cosine;
import dev.fovea.train.schedule.CosineRestarts;
import dev.fovea.train.schedule.Exponential;
import dev.fovea.train.schedule.OneCycle;
import dev.fovea.train.schedule.ReduceOnPlateau;
import dev.fovea.train.schedule.Schedule;
import dev.fovea.train.schedule.StepDecay;
import dev.fovea.train.schedule.WarmUp;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rate of each step against PyTorch's schedulers; see golden/schedules.py. */
class GoldenSchedulesTest {

  private static final double RATE = 0.4;
  private static final GoldenFile GOLDEN = GoldenFile.read("schedules");

  static Stream<Arguments> schedules() {
    return Stream.of(
        Arguments.of("constant", new Constant()),
        Arguments.of("step", new StepDecay(4)),
        Arguments.of("step-half", new StepDecay(3, 0.5)),
        Arguments.of("exponential", new Exponential(0.8)),
        Arguments.of("cosine", new Cosine()),
        Arguments.of("cosine-least", new Cosine(0.05)),
        Arguments.of("restarts", new CosineRestarts(3)),
        Arguments.of("restarts-longer", new CosineRestarts(1, 2, 0.01)),
        Arguments.of("one-cycle", new OneCycle()),
        Arguments.of("one-cycle-other", new OneCycle(2, 0.2, 10, 50)),
        Arguments.of("one-cycle-10-steps", new OneCycle()),
        Arguments.of("plateau", new ReduceOnPlateau()),
        Arguments.of("plateau-least", new ReduceOnPlateau(0.5, 1, 0.01, 0.3)),
        Arguments.of("warm-up-constant", WarmUp.epochs(2, new Constant())),
        Arguments.of("warm-up-cosine", WarmUp.epochs(2, new Cosine())),
        Arguments.of("warm-up-step", WarmUp.steps(10, new StepDecay(3, 0.5)).from(0.1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("schedules")
  void everyStep(String name, Schedule schedule) {
    double[] expected = GOLDEN.numbers(name);
    double[] losses = GOLDEN.numbers("losses");
    int epochs = expected.length == 10 ? 1 : losses.length;
    int steps = expected.length / epochs;
    LearningRates rates = new LearningRates(RATE, schedule, steps, epochs);
    for (int step = 0; step < expected.length; step++) {
      assertThat(rates.rate(step)).as("step %d", step).isCloseTo(expected[step], within(1e-13));
      if (step % steps == steps - 1) {
        rates.endEpoch(losses[step / steps]);
      }
    }
  }
}
