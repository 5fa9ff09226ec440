package dev.fovea.engine;

import dev.fovea.net.Activation;
import dev.fovea.net.Gelu;
import dev.fovea.net.LeakyRelu;
import dev.fovea.net.Relu;
import dev.fovea.net.Sigmoid;
import dev.fovea.net.Silu;
import dev.fovea.net.Tanh;
import java.util.Arrays;

/** Activations and softmax as their textbook definitions, in double precision. */
public final class ReferenceActivations {

  /** Beyond this the normal distribution function is 0 or 1 in double, nearly. */
  private static final double FAR = 8.3;

  private ReferenceActivations() {}

  static double[] of(Activation layer, double[] x) {
    return Arrays.stream(x).map(v -> value(layer, v)).toArray();
  }

  /** The function of one number. */
  public static double value(Activation layer, double x) {
    return switch (layer) {
      case Relu _ -> Math.max(0, x);
      case LeakyRelu leaky -> x < 0 ? leaky.slope() * x : x;
      case Sigmoid _ -> 1 / (1 + Math.exp(-x));
      case Tanh _ -> Math.tanh(x);
      case Gelu _ -> x * normal(x);
      case Silu _ -> x / (1 + Math.exp(-x));
    };
  }

  /** Its derivative; at a kink that from the left. */
  public static double derivative(Activation layer, double x) {
    return switch (layer) {
      case Relu _ -> x > 0 ? 1 : 0;
      case LeakyRelu leaky -> x > 0 ? 1 : leaky.slope();
      case Sigmoid _ -> 1 / (1 + Math.exp(-x)) / (1 + Math.exp(x));
      case Tanh _ -> 1 / Math.cosh(x) / Math.cosh(x);
      case Gelu _ -> normal(x) + x * density(x);
      case Silu _ -> (1 + x / (1 + Math.exp(x))) / (1 + Math.exp(-x));
    };
  }

  /** How far all numbers but zeros keep from a kink. */
  static double margin(Activation layer, double[] x) {
    return switch (layer) {
      case Relu _, LeakyRelu _ ->
          Arrays.stream(x).filter(v -> v != 0).map(Math::abs).min().orElse(Double.MAX_VALUE);
      case Sigmoid _, Tanh _, Gelu _, Silu _ -> Double.MAX_VALUE;
    };
  }

  private static double density(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  /**
   * The normal distribution function to some 1e-16: half plus the density times the sum of x^(2n+1)
   * / (1 3 5 ... (2n+1)), all of whose terms have one sign.
   */
  private static double normal(double x) {
    if (Math.abs(x) > FAR) {
      return x < 0 ? 0 : 1;
    }
    double term = x;
    double sum = x;
    for (int odd = 3; Math.abs(term) > 1e-18 * Math.abs(sum); odd += 2) {
      term *= x * x / odd;
      sum += term;
    }
    return 0.5 + density(x) * sum;
  }

  static double[] softmax(double[] x) {
    return Arrays.stream(logSoftmax(x)).map(Math::exp).toArray();
  }

  static double[] logSoftmax(double[] x) {
    double max = Arrays.stream(x).max().orElseThrow();
    double log = max + Math.log(Arrays.stream(x).map(v -> Math.exp(v - max)).sum());
    return Arrays.stream(x).map(v -> v - log).toArray();
  }
}
