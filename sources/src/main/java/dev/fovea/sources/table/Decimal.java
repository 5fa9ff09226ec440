package dev.fovea.sources.table;

/** Numbers as tables have them: {@code 12}, {@code 12.0}, {@code 0.5}, {@code 5e-1}. */
final class Decimal {

  private static final double[] TENS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private Decimal() {}

  /** Whether a number is written without a point and an exponent. */
  static boolean isWhole(String text) {
    return text.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E');
  }

  /** The number; not a number if it is none. */
  static double parse(String text) {
    // Up to 15 digits and a power of ten are exact in a double, and so their quotient is right.
    long digits = 0;
    int count = 0;
    int point = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && point < 0) {
        point = count;
      } else if (c >= '0' && c <= '9' && count < 15) {
        digits = digits * 10 + c - '0';
        count++;
      } else {
        return slowly(text);
      }
    }
    if (count == 0) {
      return Double.NaN;
    }
    return point < 0 ? digits : digits / TENS[count - point];
  }

  private static double slowly(String text) {
    // The JDK's parser also takes 1f, 0x1p0 and NaN.
    boolean plain =
        !text.isEmpty()
            && text.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0);
    try {
      return plain ? Double.parseDouble(text) : Double.NaN;
    } catch (NumberFormatException _) {
      return Double.NaN;
    }
  }
}
