package dev.fovea.train.optimizer;

/** Powers that are the same on every machine, as {@code StrictMath}'s are, but allocate nothing. */
final class Powers {

  private Powers() {}

  /** {@code base} to the power of {@code exponent}, at least 0, by squaring. */
  static double of(double base, long exponent) {
    double power = 1;
    double square = base;
    for (long left = exponent; left > 0; left >>= 1) {
      if ((left & 1) == 1) {
        power *= square;
      }
      square *= square;
    }
    return power;
  }
}
