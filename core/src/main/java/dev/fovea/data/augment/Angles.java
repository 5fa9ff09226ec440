package dev.fovea.data.augment;

/**
 * Sine and cosine of degrees, the same bits on every machine, as {@code StrictMath}'s are, but
 * without the arrays that those allocate. Taylor's series up to a quarter of a right angle each
 * way; the first term left out is less than 1e-18.
 */
final class Angles {

  private static final int TERMS = 9;

  private Angles() {}

  static double sin(double degrees) {
    double quarters = Math.rint(degrees / 90);
    double x = Math.toRadians(degrees - 90 * quarters);
    return switch ((int) ((long) quarters & 3)) {
      case 0 -> odd(x);
      case 1 -> even(x);
      case 2 -> -odd(x);
      default -> -even(x);
    };
  }

  static double cos(double degrees) {
    double quarters = Math.rint(degrees / 90);
    double x = Math.toRadians(degrees - 90 * quarters);
    return switch ((int) ((long) quarters & 3)) {
      case 0 -> even(x);
      case 1 -> -odd(x);
      case 2 -> -even(x);
      default -> odd(x);
    };
  }

  static double tan(double degrees) {
    return sin(degrees) / cos(degrees);
  }

  /** {@code x - x^3/3! + x^5/5! - ...}. */
  private static double odd(double x) {
    double sum = 1;
    for (int n = 2 * TERMS; n > 0; n -= 2) {
      sum = 1 - x * x / (n * (n + 1.0)) * sum;
    }
    return x * sum;
  }

  /** {@code 1 - x^2/2! + x^4/4! - ...}. */
  private static double even(double x) {
    double sum = 1;
    for (int n = 2 * TERMS; n > 0; n -= 2) {
      sum = 1 - x * x / (n * (n - 1.0)) * sum;
    }
    return sum;
  }
}
