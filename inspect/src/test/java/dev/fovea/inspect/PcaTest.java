package dev.fovea.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.data.InputException;
import dev.fovea.data.Mnist;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Principal components, against numpy's and what they must be. */
class PcaTest {

  private static final GoldenFile GOLDEN = GoldenFile.of("pca");

  @ParameterizedTest
  @ValueSource(strings = {"tall", "wide", "close", "digits"})
  void componentsAreThoseOfNumpy(String name) {
    int columns = GOLDEN.size(name + ".means", 0);
    Matrix points =
        name.equals("digits")
            ? Matrix.pixels(Mnist.test().slice(0, 400))
            : new Matrix(
                GOLDEN.size(name + ".points", 0), columns, GOLDEN.numbers(name + ".points"));
    int count = GOLDEN.size(name + ".variances", 0);
    Pca pca = Pca.of(points, count, 2);
    float[] variances = floats(pca.variances());
    GoldenFile.close(name + ".variances", variances, GOLDEN.numbers(name + ".variances"), 1e-6);
    GoldenFile.close(name + ".means", floats(pca.means()), GOLDEN.numbers(name + ".means"), 1e-6);
    float[] total = {(float) pca.totalVariance()};
    GoldenFile.close(name + ".total", total, GOLDEN.numbers(name + ".total"), 1e-6);
    for (int i = 0; i < count; i++) {
      float[] expected = GOLDEN.row(name + ".components", i);
      GoldenFile.close(name + ".components " + i, floats(pca.components()[i]), expected, 1e-5);
    }
  }

  private static float[] floats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }

  @Test
  void projectionsHaveTheVariances() {
    Matrix points = random(500, 30, 1);
    Pca pca = Pca.of(points, 4, 1);
    Matrix places = pca.project(points);
    double shares = 0;
    for (int c = 0; c < 4; c++) {
      double sum = 0;
      for (int n = 0; n < 500; n++) {
        sum += Math.pow(places.values()[4 * n + c], 2);
      }
      assertThat(sum / 499).isCloseTo(pca.variances()[c], within(1e-5 * pca.variances()[0]));
      shares += pca.share(c);
    }
    assertThat(shares).isBetween(0.0, 1.0);
    assertThatThrownBy(() -> pca.project(random(3, 29, 1)))
        .isInstanceOf(InputException.class)
        .hasMessage("these components are for points of 30 dimensions, not 29");
  }

  @Test
  void threadsDoNotMatter() {
    Matrix points = random(301, 47, 2);
    Pca one = Pca.of(points, 6, 1);
    Pca three = Pca.of(points, 6, 3);
    assertThat(three.components()).isDeepEqualTo(one.components());
    assertThat(three.variances()).containsExactly(one.variances());
  }

  /** Equal eigenvalues leave the vectors free, but not the space. */
  @Test
  void equalVariancesAreAllFound() {
    int d = 12;
    float[] values = new float[2 * d * d];
    for (int i = 0; i < d; i++) {
      values[2 * i * d + i] = 1;
      values[(2 * i + 1) * d + i] = -1;
    }
    Pca pca = Pca.of(new Matrix(2 * d, d, values), d, 2);
    for (int i = 0; i < d; i++) {
      assertThat(pca.variances()[i]).isCloseTo(2.0 / (2 * d - 1), within(1e-9));
      for (int j = 0; j <= i; j++) {
        assertThat(Vectors.dot(pca.components()[i], pca.components()[j]))
            .isCloseTo(i == j ? 1 : 0, within(1e-9));
      }
    }
  }

  @Test
  void pointsThatAreAllTheSameHaveNoVariance() {
    Pca pca = Pca.of(new Matrix(5, 3, new float[15]), 2, 1);
    assertThat(pca.variances()).containsExactly(0, 0);
    assertThat(pca.share(0)).isZero();
    assertThat(Vectors.length(pca.components()[1])).isCloseTo(1, within(1e-9));
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> Pca.of(random(1, 3, 1), 1, 1))
        .isInstanceOf(InputException.class)
        .hasMessage("principal components need at least 2 points, not 1");
    assertThatThrownBy(() -> Pca.of(random(5, 3, 1), 4, 1))
        .isInstanceOf(InputException.class)
        .hasMessage("points of 3 dimensions have 1 to 3 principal components, not 4");
    Matrix broken = random(5, 3, 1);
    broken.values()[7] = Float.NaN;
    assertThatThrownBy(() -> Pca.of(broken, 1, 1))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("number 1 of point 2 is NaN");
    assertThatThrownBy(() -> new Matrix(2, 3, new float[5])).isInstanceOf(InputException.class);
  }

  static Matrix random(int rows, int columns, long seed) {
    Random random = new Random(seed);
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * (1 + i % columns));
    }
    return new Matrix(rows, columns, values);
  }
}
