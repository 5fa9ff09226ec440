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

  /** How many windows fit along one side; less than 1 if none does. */
  static int windows(int size, int kernel, int stride, int padding) {
    long room = size + 2L * padding - kernel;
    if (room > Integer.MAX_VALUE - 1) {
      throw new IllegalArgumentException("a padding of " + padding + " is too large");
    }
    return room < 0 ? 0 : (int) (room / stride) + 1;
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
