package dev.fovea.report;

import dev.fovea.inspect.McNemar;
import java.util.Locale;

/** What McNemar's test says about two runs, for people who have never heard of it. */
final class PairText {

  private PairText() {}

  static String of(String first, String second, McNemar test) {
    if (test.disagreements() == 0) {
      return "%s and %s are right on exactly the same images.".formatted(first, second);
    }
    String chance =
        "If both were equally good, chance alone would set them at least so far apart in %s (McNemar's test, %s)."
            .formatted(chance(test.pValue()), probability(test.pValue()));
    if (!test.significant()) {
      return "Which of %s and %s is better cannot be told: %s alone is right on %s, %s alone on %s. %s"
          .formatted(
              first,
              second,
              first,
              images(test.onlyFirst()),
              second,
              Texts.count(test.onlySecond()),
              chance);
    }
    boolean firstIsBetter = test.onlyFirst() > test.onlySecond();
    String better = firstIsBetter ? first : second;
    String worse = firstIsBetter ? second : first;
    return "%s is better than %s: it alone is right on %s, %s alone on %s. %s"
        .formatted(
            better,
            worse,
            images(Math.max(test.onlyFirst(), test.onlySecond())),
            worse,
            Texts.count(Math.min(test.onlyFirst(), test.onlySecond())),
            chance);
  }

  private static String images(int count) {
    return count == 1 ? "1 test image" : Texts.count(count) + " test images";
  }

  private static String chance(double p) {
    if (p >= 0.095) {
      return "about %d of 100 such test sets".formatted(Math.round(100 * p));
    }
    if (p >= 0.001) {
      return "about 1 of %s such test sets".formatted(Texts.count(Math.round(1 / p)));
    }
    return "fewer than 1 of 1,000 such test sets";
  }

  private static String probability(double p) {
    return p < 0.0001 ? "p < 0.0001" : String.format(Locale.ROOT, "p = %.2g", p);
  }
}
