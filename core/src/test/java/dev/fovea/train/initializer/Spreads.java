package dev.fovea.train.initializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Checks how drawn numbers are spread; all bounds are five standard deviations. */
public final class Spreads {

  private Spreads() {}

  /** Between {@code -bound} and {@code bound}, by their moments and the largest. */
  public static void checkUniform(String name, float[] numbers, double bound) {
    double sum = 0;
    double squares = 0;
    double largest = 0;
    for (float number : numbers) {
      sum += number;
      squares += (double) number * number;
      largest = Math.max(largest, Math.abs(number));
    }
    int n = numbers.length;
    assertThat(largest).as(name).isLessThanOrEqualTo(bound * (1 + 1e-7));
    assertThat(largest).as(name).isGreaterThan(bound * Math.pow(0.001, 1.0 / n));
    // Five standard deviations.
    assertThat(sum / n).as(name).isCloseTo(0, within(5 * bound / Math.sqrt(3.0 * n)));
    assertThat(squares / n / (bound * bound))
        .as(name)
        .isCloseTo(1.0 / 3, within(5 * Math.sqrt(4.0 / 45 / n)));
  }

  /** The bell curve, by four moments and the share within one deviation. */
  public static void checkNormal(String name, float[] numbers, double deviation) {
    int n = numbers.length;
    double[] moments = new double[5];
    int within = 0;
    for (float number : numbers) {
      double z = number / deviation;
      for (int power = 1; power < 5; power++) {
        moments[power] += Math.pow(z, power) / n;
      }
      within += Math.abs(z) < 1 ? 1 : 0;
    }
    assertThat(moments[1]).as(name).isCloseTo(0, within(5 / Math.sqrt(n)));
    assertThat(moments[2]).as(name).isCloseTo(1, within(5 * Math.sqrt(2.0 / n)));
    assertThat(moments[3]).as(name).isCloseTo(0, within(5 * Math.sqrt(15.0 / n)));
    assertThat(moments[4]).as(name).isCloseTo(3, within(5 * Math.sqrt(96.0 / n)));
    double share = 0.682689492;
    assertThat((double) within / n)
        .as(name)
        .isCloseTo(share, within(5 * Math.sqrt(share * (1 - share) / n)));
  }

  /** Neighbours, of which two are drawn together, have nothing to do with each other. */
  public static void checkIndependent(String name, float[] numbers, double deviation) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i + 1 < numbers.length; i += 2) {
      double a = numbers[i] / deviation;
      double b = numbers[i + 1] / deviation;
      sum += a * b;
      squares += (a * a - 1) * (b * b - 1);
    }
    double pairs = numbers.length / 2.0;
    assertThat(sum / pairs).as(name).isCloseTo(0, within(5 / Math.sqrt(pairs)));
    assertThat(squares / pairs).as(name).isCloseTo(0, within(10 / Math.sqrt(pairs)));
  }
}
