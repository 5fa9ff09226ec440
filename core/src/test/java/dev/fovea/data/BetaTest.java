package dev.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BetaTest {

  private static final int DRAWS = 40_000;

  private static double[] draws(double a, double b) {
    Rng random = new Rng(1, 0);
    Beta beta = new Beta(a, b);
    double[] draws = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      draws[i] = beta.draw(random);
      assertThat(draws[i]).isBetween(0.0, 1.0);
    }
    return draws;
  }

  /** The first four moments: E x^k is the product of (a + i) / (a + b + i) for i below k. */
  @ParameterizedTest
  @CsvSource({"0.2,0.2", "1,1", "0.4,0.4", "2,2", "0.001,0.001", "1000,1000", "0.5,3", "7.5,0.9"})
  void momentsAreThoseOfTheDistribution(double a, double b) {
    double[] draws = draws(a, b);
    double expected = 1;
    for (int k = 1; k <= 4; k++) {
      int power = k;
      expected *= (a + k - 1) / (a + b + k - 1);
      double moment = Arrays.stream(draws).map(x -> Math.pow(x, power)).average().orElseThrow();
      // Four deviations of the mean; a moment's variance is at most a quarter, or E x^2k.
      double error = 4 * Math.sqrt(Math.min(0.25, expected) / DRAWS);
      assertThat(moment).as("moment %d", k).isCloseTo(expected, within(error));
    }
  }

  /** Kolmogorov and Smirnov's distance from a distribution function that is known. */
  @Test
  void distributionsThatAreKnown() {
    double[] even = draws(1, 1);
    double[] arcsine = draws(0.5, 0.5);
    Arrays.sort(even);
    Arrays.sort(arcsine);
    double most = 0;
    for (int i = 0; i < DRAWS; i++) {
      double part = (i + 0.5) / DRAWS;
      most = Math.max(most, Math.abs(even[i] - part));
      most = Math.max(most, Math.abs(2 / Math.PI * Math.asin(Math.sqrt(arcsine[i])) - part));
    }
    // One seed in a thousand would be further off.
    assertThat(most).isLessThan(1.95 / Math.sqrt(DRAWS));
  }

  @Test
  void theSameSeedDrawsTheSame() {
    assertThat(draws(0.2, 0.2)).isEqualTo(draws(0.2, 0.2));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 0.0009, 1001, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesNumbersOutOfRange(double shape) {
    for (double[] ab : new double[][] {{shape, 1}, {1, shape}}) {
      assertThatThrownBy(() -> new Beta(ab[0], ab[1]))
          .isInstanceOf(InputException.class)
          .hasMessage("a beta distribution takes numbers from 0.001 to 1000.0, not " + shape);
    }
  }
}
