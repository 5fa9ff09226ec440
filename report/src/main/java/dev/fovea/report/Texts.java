package dev.fovea.report;

import java.util.List;
import java.util.Locale;

/** Numbers as pages show them. */
final class Texts {

  private static final char FIXED_SPACE = '\u00a0';

  private Texts() {}

  /** A share as {@code 98.77 %}. */
  static String percent(double share) {
    return percent(share, 2);
  }

  /** A share with so many decimals. */
  static String percent(double share, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f%c%%", 100 * share, FIXED_SPACE);
  }

  /** A whole number as {@code 12,345}. */
  static String count(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  /** The same, and nothing for 0. */
  static String countOrNothing(long n) {
    return n == 0 ? "" : count(n);
  }

  /** A loss, as the command prints it. */
  static String loss(double loss) {
    return String.format(Locale.ROOT, "%.4f", loss);
  }

  /** Any number, with four digits that count. */
  static String number(double value) {
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.4g", value);
  }

  /** A time: {@code 12.3 s}, {@code 4 min 5 s}. */
  static String seconds(double seconds) {
    long whole = Math.round(seconds);
    return whole < 120
        ? String.format(Locale.ROOT, "%.1f%cs", seconds, FIXED_SPACE)
        : "%d min %d s".formatted(whole / 60, whole % 60).replace(' ', FIXED_SPACE);
  }

  /** {@code a, b and c}. */
  static String and(List<String> words) {
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }
}
