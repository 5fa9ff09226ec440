package dev.fovea.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

  private static final long SECOND = 1_000_000_000;

  @Test
  void countsAfterTheWarmUp() {
    Pace pace = new Pace(2, 3);
    long now = 17;
    for (int tenth = 0; tenth < 20; tenth++) {
      assertThat(pace.endedAt(now)).isFalse();
      now += SECOND / 10; // slow while it is cold
    }
    int steps = 0;
    while (!pace.endedAt(now)) {
      now += SECOND / 100;
      steps++;
    }
    assertThat(steps).isEqualTo(300);
    assertThat(pace.stepsPerSecond()).isEqualTo(100);
  }

  @Test
  void longStepsAreCountedTwiceAtLeast() {
    Pace pace = new Pace(2, 3);
    assertThat(pace.endedAt(0)).isFalse();
    assertThat(pace.endedAt(10 * SECOND)).isFalse(); // warm
    assertThat(pace.endedAt(18 * SECOND)).isFalse();
    assertThat(pace.endedAt(26 * SECOND)).isTrue();
    assertThat(pace.stepsPerSecond()).isEqualTo(1 / 8.0);
  }
}
