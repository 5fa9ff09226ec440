package dev.fovea.report;

import dev.fovea.data.InputException;

/**
 * How much a report shows.
 *
 * @param points at most so many images are laid out on planes; 0 leaves the planes out
 * @param mistakes at most so many mistakes are shown
 * @param threads how many share the work; the page does not depend on it
 */
public record ReportOptions(int points, int mistakes, int threads) {

  /** 3,000 points, 24 mistakes, all processors. */
  public static final ReportOptions USUAL =
      new ReportOptions(3000, 24, Runtime.getRuntime().availableProcessors());

  /** What the size of a page allows. */
  private static final int MOST_POINTS = 10_000;

  /**
   * Checks the numbers.
   *
   * @throws InputException if one is out of its range
   */
  public ReportOptions {
    if (points < 0 || points > MOST_POINTS) {
      throw new InputException(
          "a report shows 0 to %d points, not %d".formatted(MOST_POINTS, points));
    }
    if (mistakes < 0 || mistakes > 200) {
      throw new InputException("a report shows 0 to 200 mistakes, not " + mistakes);
    }
    if (threads < 1) {
      throw new InputException("at least 1 thread is needed, not " + threads);
    }
  }

  /** With so many points. */
  public ReportOptions withPoints(int points) {
    return new ReportOptions(points, mistakes, threads);
  }

  /** On so many threads. */
  public ReportOptions withThreads(int threads) {
    return new ReportOptions(points, mistakes, threads);
  }
}
