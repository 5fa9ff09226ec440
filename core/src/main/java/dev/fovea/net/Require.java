package dev.fovea.net;

/** The checks that layers share. */
final class Require {

  private Require() {}

  static void atLeast(int least, int value, String what) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %d, not %d".formatted(what, least, value));
    }
  }

  static void positive(double value, String what) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(what + " must be more than 0, not " + value);
    }
  }

  static void vector(Shape in) {
    if (!in.isVector()) {
      throw new IllegalArgumentException("a vector is needed, not " + in + "; add a Flatten");
    }
  }

  static int product(int a, int b, int c) {
    try {
      return Math.multiplyExact(Math.multiplyExact(a, b), c);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "a filter of %d x %d x %d is too large".formatted(a, b, c), e);
    }
  }
}
