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
    String difference =
        "%s alone is right on %s, %s alone on %s"
            .formatted(
                first, Texts.count(test.onlyFirst()), second, Texts.count(test.onlySecond()));
    String chance =
        "if both were equally good, chance alone would set them at least so far apart in "
            + chance(test.pValue());
    String name = "(McNemar's test, %s)".formatted(probability(test.pValue()));
    if (test.significant()) {
      boolean firstIsBetter = test.onlyFirst() > test.onlySecond();
      return "%s is better than %s: of the images on which one of them is right and the other wrong, %s; %s %s."
          .formatted(
              firstIsBetter ? first : second,
              firstIsBetter ? second : first,
              difference,
              chance,
              name);
    }
    return "Which of %s and %s is better cannot be told from these images: %s; %s %s."
        .formatted(first, second, difference, chance, name);
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
