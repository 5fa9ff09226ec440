package dev.fovea.data;

/**
 * The beta distribution, from which numbers between 0 and 1 are drawn: X / (X + Y), where X and Y
 * are drawn from gamma distributions of shapes {@code a} and {@code b}.
 *
 * <p>Gamma is drawn by Marsaglia and Tsang (A Simple Method for Generating Gamma Variables, 2000),
 * and stays a logarithm: of small shapes most numbers are too small for a double.
 *
 * @param a from 0.001 to 1000; the mean is {@code a / (a + b)}
 * @param b likewise; the variance is {@code a * b / ((a + b)^2 * (a + b + 1))}
 */
public record Beta(double a, double b) {

  /** The least shape. */
  public static final double LEAST = 0.001;

  /** The largest shape. */
  public static final double MOST = 1000;

  /**
   * Checks the numbers.
   *
   * @throws InputException if one is out of its range
   */
  public Beta {
    for (double shape : new double[] {a, b}) {
      if (!(shape >= LEAST && shape <= MOST)) {
        throw new InputException(
            "a beta distribution takes numbers from %s to %s, not %s"
                .formatted(LEAST, MOST, shape));
      }
    }
  }

  /** The next number, from 0 to 1; the same on every machine. */
  public double draw(Rng random) {
    double x = logGamma(random, a);
    double y = logGamma(random, b);
    return 1 / (1 + StrictMath.exp(y - x));
  }

  /** The logarithm of a number drawn from the gamma distribution of that shape and scale 1. */
  private static double logGamma(Rng random, double shape) {
    if (shape < 1) {
      return logGamma(random, shape + 1) + StrictMath.log(positive(random)) / shape;
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = normal(random);
      double root = 1 + c * x;
      if (root > 0) {
        double logV = 3 * StrictMath.log(root);
        double v = root * root * root;
        if (StrictMath.log(positive(random)) < x * x / 2 + d - d * v + d * logV) {
          return StrictMath.log(d) + logV;
        }
      }
    }
  }

  /** By Box and Muller; the second number of the pair is not used. */
  private static double normal(Rng random) {
    double radius = Math.sqrt(-2 * StrictMath.log(positive(random)));
    return radius * StrictMath.cos(random.nextDouble(0, 2 * Math.PI));
  }

  /** Above 0, up to 1. */
  private static double positive(Rng random) {
    return 1 - random.nextDouble(0, 1);
  }
}
