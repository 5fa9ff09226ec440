package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.data.InputException;
import dev.fovea.train.schedule.Constant;
import dev.fovea.train.schedule.Cosine;
import dev.fovea.train.schedule.CosineRestarts;
import dev.fovea.train.schedule.Exponential;
import dev.fovea.train.schedule.OneCycle;
import dev.fovea.train.schedule.ReduceOnPlateau;
import dev.fovea.train.schedule.Schedule;
import dev.fovea.train.schedule.StepDecay;
import dev.fovea.train.schedule.WarmUp;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What PyTorch's schedulers do not tell; the rest is in {@link GoldenSchedulesTest}. */
class ScheduleTest {

  static Stream<Schedule> all() {
    List<Schedule> plain =
        List.of(
            new Constant(),
            new StepDecay(2),
            new Exponential(0.5),
            new Cosine(0.1),
            new CosineRestarts(1, 3, 0),
            new OneCycle(),
            new OneCycle(1, 0, 1, 1),
            new OneCycle(1, 1, 25, 1e4),
            new ReduceOnPlateau());
    return Stream.concat(
        plain.stream(),
        plain.stream()
            .flatMap(
                then ->
                    Stream.of(
                        WarmUp.steps(0, then), WarmUp.epochs(0.5, then), WarmUp.steps(99, then))));
  }

  /** A training may be of any length, and may go on for longer than it was planned. */
  @ParameterizedTest
  @MethodSource("all")
  void isAFactorWhateverTheLength(Schedule schedule) {
    for (int stepsPerEpoch : new int[] {1, 2, 5}) {
      for (int epochs : new int[] {1, 2, 9}) {
        long steps = (long) stepsPerEpoch * epochs;
        for (long step = 0; step < steps; step++) {
          assertThat(schedule.factor(step, stepsPerEpoch, steps)).isBetween(0.0, 1.0);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void staysWhereItEnded(Schedule schedule) {
    long steps = 100;
    double last = schedule.factor(steps - 1, 10, steps);
    assertThat(schedule.factor(steps, 10, steps)).isEqualTo(last);
    assertThat(schedule.factor(Long.MAX_VALUE, 10, steps)).isEqualTo(last);
  }

  @Test
  void warmUpRisesToWhereTheNextOneBegins() {
    Schedule schedule = WarmUp.steps(4, new OneCycle(1, 0.3, 10, 10)).from(0.5);
    double[] expected = {0.05, 0.0625, 0.075, 0.0875, 0.1};
    for (int step = 0; step < expected.length; step++) {
      assertThat(schedule.factor(step, 10, 30)).isCloseTo(expected[step], within(1e-15));
    }
    assertThat(schedule.factor(29, 10, 30)).isCloseTo(0.01, within(1e-15));
  }

  @Test
  void halfAnEpochOfWarmUp() {
    Schedule schedule = WarmUp.epochs(0.5, new Constant()).from(0);
    assertThat(schedule.factor(0, 8, 80)).isZero();
    assertThat(schedule.factor(2, 8, 80)).isEqualTo(0.5);
    assertThat(schedule.factor(4, 8, 80)).isEqualTo(1);
  }

  @Test
  void aPlateauAfterAWarmUp() {
    LearningRates rates =
        new LearningRates(0.5, WarmUp.steps(2, new ReduceOnPlateau(0.5, 0, 0, 0)), 2, 9);
    assertThat(rates.rate(0)).isCloseTo(0.5 / 3, within(1e-15));
    rates.endEpoch(1);
    assertThat(rates.rate(2)).isEqualTo(0.5);
    rates.endEpoch(1);
    assertThat(rates.rate(4)).isEqualTo(0.25);
    rates.endEpoch(Double.NaN);
    assertThat(rates.rate(6)).isEqualTo(0.125);
    LearningRates resumed =
        new LearningRates(0.5, WarmUp.steps(2, new ReduceOnPlateau(0.5, 0, 0, 0)), 2, 9);
    resumed.restore(rates.state());
    assertThat(resumed.state()).isEqualTo(new ReduceOnPlateau.State(0.25, 1, 0));
    assertThat(resumed.rate(6)).isEqualTo(rates.rate(6));
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        refusal(() -> new StepDecay(0), "StepDecay's number of epochs must be at least 1, not 0"),
        refusal(
            () -> new StepDecay(1, 1.5),
            "StepDecay's factor must be more than 0 and at most 1, not 1.5"),
        refusal(
            () -> new Exponential(0),
            "Exponential's factor must be more than 0 and at most 1, not 0.0"),
        refusal(() -> new Cosine(2), "Cosine's minimum must be from 0 to 1, not 2.0"),
        refusal(
            () -> new CosineRestarts(0),
            "CosineRestarts' number of epochs must be at least 1, not 0"),
        refusal(
            () -> new CosineRestarts(1, 0, 0),
            "CosineRestarts' multiplier must be at least 1, not 0"),
        refusal(
            () -> new CosineRestarts(1, 1, -1),
            "CosineRestarts' minimum must be from 0 to 1, not -1.0"),
        refusal(
            () -> new OneCycle(0, 0.3, 25, 1e4), "OneCycle's peak must be more than 0, not 0.0"),
        refusal(
            () -> new OneCycle(1, 1.1, 25, 1e4),
            "OneCycle's part that rises must be from 0 to 1, not 1.1"),
        refusal(
            () -> new OneCycle(1, 0.3, 0.5, 1e4),
            "OneCycle's divisors must be at least 1, not 0.5"),
        refusal(
            () -> new OneCycle(1, 0.3, 25, Double.NaN),
            "OneCycle's divisors must be at least 1, not NaN"),
        refusal(
            () -> new ReduceOnPlateau(0, 1, 0, 0),
            "ReduceOnPlateau's factor must be more than 0 and at most 1, not 0.0"),
        refusal(
            () -> new ReduceOnPlateau(1, -1, 0, 0),
            "ReduceOnPlateau's patience must be at least 0, not -1"),
        refusal(
            () -> new ReduceOnPlateau(1, 1, 2, 0),
            "ReduceOnPlateau's threshold must be from 0 to less than 1, not 2.0"),
        refusal(
            () -> new ReduceOnPlateau(1, 1, 0, 2),
            "ReduceOnPlateau's minimum must be from 0 to 1, not 2.0"),
        refusal(
            () -> WarmUp.steps(-1, new Constant()), "WarmUp's length must be at least 0, not -1.0"),
        refusal(
            () -> WarmUp.steps(1, new Constant()).from(2),
            "WarmUp's start must be from 0 to 1, not 2.0"),
        refusal(
            () -> WarmUp.steps(1, WarmUp.steps(1, new Constant())),
            "a warm-up cannot come after a warm-up: choose another schedule"));
  }

  private static Arguments refusal(ThrowingCallable setting, String message) {
    return Arguments.argumentSet(message, setting, message);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refuses(ThrowingCallable setting, String message) {
    assertThatThrownBy(setting).isInstanceOf(InputException.class).hasMessage(message);
  }
}
