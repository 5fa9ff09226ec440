package dev.fovea.model;

import java.math.BigDecimal;

/** Numbers as JSON writes them. */
final class JsonNumbers {

  private JsonNumbers() {}

  /** The shortest decimals that give {@code value} again. */
  static String shortest(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("JSON has no text for " + value);
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      boolean negativeZero = value == 0 && Double.doubleToRawLongBits(value) != 0;
      return negativeZero ? "-0" : Long.toString((long) value);
    }
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toString();
  }

  /** Where the longest number that starts at {@code from} ends, or -1 if none starts there. */
  static int end(String text, int from) {
    int at = from < text.length() && text.charAt(from) == '-' ? from + 1 : from;
    int end = digits(text, at);
    if (end == at) {
      return -1;
    }
    if (text.charAt(at) == '0') {
      end = at + 1;
    }
    if (end < text.length() && text.charAt(end) == '.') {
      int fraction = digits(text, end + 1);
      if (fraction == end + 1) {
        return end;
      }
      end = fraction;
    }
    if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
      int sign = end + 1;
      boolean signed =
          sign < text.length() && (text.charAt(sign) == '+' || text.charAt(sign) == '-');
      int start = signed ? sign + 1 : sign;
      int exponent = digits(text, start);
      return exponent == start ? end : exponent;
    }
    return end;
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
