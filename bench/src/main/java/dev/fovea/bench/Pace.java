package dev.fovea.bench;

import java.util.concurrent.TimeUnit;

/**
 * Steps a second: it is asked before each step whether to go on, warms up, and then counts. Warming
 * up takes at least one step and counting at least two, however long they are.
 */
final class Pace {

  private static final int LEAST_WARM = 1;
  private static final int LEAST_COUNTED = 2;

  private final double warm;
  private final double seconds;
  private long steps = -1;
  private long start;
  private long begin;
  private long first;
  private long end;

  /**
   * Begins to warm up when it is first asked.
   *
   * @param warm seconds of warm-up
   * @param seconds of counting
   */
  Pace(double warm, double seconds) {
    this.warm = warm;
    this.seconds = seconds;
  }

  /** Whether enough was counted. */
  boolean ended() {
    return endedAt(System.nanoTime());
  }

  /** The same at a given time. */
  boolean endedAt(long now) {
    steps++;
    if (steps == 0) {
      start = now;
    }
    if (begin == 0) {
      if (steps >= LEAST_WARM && passed(start, now) >= warm) {
        begin = now;
        first = steps;
      }
    } else if (steps - first >= LEAST_COUNTED && passed(begin, now) >= seconds) {
      end = now;
    }
    return end != 0;
  }

  /** The mean of the time in which steps were counted. */
  double stepsPerSecond() {
    return (steps - first) / passed(begin, end);
  }

  private static double passed(long from, long to) {
    return (double) (to - from) / TimeUnit.SECONDS.toNanos(1);
  }
}
