package dev.fovea.train.initializer;

import dev.fovea.data.Rng;
import dev.fovea.net.Tensor;
import java.util.Arrays;

/** Draws what an {@link Initializer} says: the same numbers on every machine. */
final class Draws {

  private Draws() {}

  /** Fills a tensor, which is numbers {@code from} to {@code to} (exclusive). */
  static void fill(
      Initializer initializer, Tensor tensor, float[] numbers, int from, int to, Rng rng) {
    double in = tensor.fanIn();
    double both = in + tensor.fanOut();
    switch (initializer) {
      case Initializer.FanIn _ -> uniform(numbers, from, to, 1 / Math.sqrt(in), rng);
      case Initializer.He(Initializer.Spread spread) ->
          spread(spread, numbers, from, to, Math.sqrt(2 / in), rng);
      case Initializer.Glorot(Initializer.Spread spread) ->
          spread(spread, numbers, from, to, Math.sqrt(2 / both), rng);
      case Initializer.Normal(double deviation) -> normal(numbers, from, to, deviation, rng);
      case Initializer.Zeros _ -> Arrays.fill(numbers, from, to, 0);
    }
  }

  /** With a standard deviation. */
  private static void spread(
      Initializer.Spread spread, float[] numbers, int from, int to, double deviation, Rng rng) {
    switch (spread) {
      case UNIFORM -> uniform(numbers, from, to, deviation * Math.sqrt(3), rng);
      case NORMAL -> normal(numbers, from, to, deviation, rng);
    }
  }

  /** Spread evenly from {@code -bound} to {@code bound}. */
  private static void uniform(float[] numbers, int from, int to, double bound, Rng rng) {
    float most = (float) bound;
    for (int i = from; i < to; i++) {
      numbers[i] = most * (2 * rng.nextFloat() - 1);
    }
  }

  /** The bell curve, two numbers at a time (Box and Muller, 1958). */
  private static void normal(float[] numbers, int from, int to, double deviation, Rng rng) {
    for (int i = from; i < to; i += 2) {
      // 1 can be drawn here, but not 0, which has no logarithm.
      double uniform = 1 - rng.nextDouble(0, 1);
      double radius = deviation * Math.sqrt(-2 * StrictMath.log(uniform));
      double angle = rng.nextDouble(0, 2 * Math.PI);
      numbers[i] = (float) (radius * StrictMath.cos(angle));
      if (i + 1 < to) {
        numbers[i + 1] = (float) (radius * StrictMath.sin(angle));
      }
    }
  }
}
