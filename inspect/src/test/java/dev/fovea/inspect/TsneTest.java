package dev.fovea.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.data.InputException;
import dev.fovea.data.Mnist;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** t-SNE and its parts. */
class TsneTest {

  /** What scikit-learn 1.2 reaches for the same digits: {@code src/test/golden/tsne_slice.py}. */
  private static final double THEIR_KEPT = 0.5590;

  private static final double THEIR_TRUST = 0.9714;

  @Test
  void keepsAsManyNeighboursAsScikitLearn() {
    Matrix digits = Matrix.pixels(Mnist.test().slice(0, 600));
    Matrix places = Tsne.DEFAULT.of(digits, 2);
    assertThat(Neighbourhoods.kept(digits, places, 5)).isGreaterThan(THEIR_KEPT - 0.01);
    assertThat(Neighbourhoods.trustworthiness(digits, places, 5)).isGreaterThan(THEIR_TRUST - 0.01);
    // What PCA alone keeps is far less: the bounds can fail.
    Matrix plane = Pca.of(digits, 2, 2).project(digits);
    assertThat(Neighbourhoods.kept(digits, plane, 5)).isLessThan(THEIR_KEPT - 0.2);
  }

  @Test
  void theSameSettingsGiveTheSameBytesOnAnyNumberOfThreads() {
    Matrix points = PcaTest.random(400, 10, 3);
    Tsne tsne = Tsne.DEFAULT.withIterations(60);
    assertThat(tsne.of(points, 3).values()).isEqualTo(tsne.of(points, 1).values());
    Tsne random = tsne.withSeed(5);
    assertThat(random.of(points, 2).values()).isEqualTo(random.of(points, 1).values());
    assertThat(tsne.withSeed(6).of(points, 1).values()).isNotEqualTo(random.of(points, 1).values());
  }

  @Test
  void neighboursAreTheNearest() {
    Matrix points = PcaTest.random(203, 13, 4);
    Neighbours neighbours;
    try (Team team = new Team(3)) {
      neighbours = Neighbours.of(points, 7, team);
    }
    for (int i = 0; i < 203; i++) {
      Integer[] expected = Neighbourhoods.nearest(points, i, 7).toArray(Integer[]::new);
      assertThat(neighbours.of(i)).containsExactly(expected);
    }
  }

  @Test
  void affinitiesHaveThePerplexityAndAreSymmetric() {
    int n = 150;
    Matrix points = PcaTest.random(n, 5, 5);
    Affinities affinities;
    try (Team team = new Team(2)) {
      // All others are neighbours: then rows of the conditional ones can be told from the sum.
      affinities = Affinities.of(Neighbours.of(points, n - 1, team), 20, team);
    }
    double[][] p = new double[n][n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int e = affinities.starts()[i]; e < affinities.starts()[i + 1]; e++) {
        assertThat(p[i][affinities.partners()[e]]).isZero();
        p[i][affinities.partners()[e]] = affinities.strengths()[e];
        sum += affinities.strengths()[e];
      }
    }
    assertThat(sum).isCloseTo(1, within(1e-5));
    double[][] expected = affinities(points, 20);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        assertThat(p[i][j]).isEqualTo(p[j][i]);
      }
      assertThat(p[i]).containsExactly(expected[i], within(1e-8));
    }
  }

  /** The textbook's, with a finer search for the width. */
  private static double[][] affinities(Matrix points, double perplexity) {
    int n = points.rows();
    double[][] p = new double[n][n];
    for (int i = 0; i < n; i++) {
      double low = 1e-9;
      double high = 1e9;
      double[] row = new double[n];
      for (int step = 0; step < 200; step++) {
        double beta = Math.sqrt(low * high);
        double sum = 0;
        for (int j = 0; j < n; j++) {
          double d = 0;
          for (int c = 0; c < points.columns(); c++) {
            d +=
                Math.pow(
                    points.values()[i * points.columns() + c]
                        - (double) points.values()[j * points.columns() + c],
                    2);
          }
          row[j] = i == j ? 0 : Math.exp(-d * beta);
          sum += row[j];
        }
        double entropy = 0;
        for (int j = 0; j < n; j++) {
          row[j] /= sum;
          entropy -= row[j] > 0 ? row[j] * Math.log(row[j]) : 0;
        }
        if (!(entropy <= Math.log(perplexity))) {
          low = beta;
        } else {
          high = beta;
        }
      }
      for (int j = 0; j < n; j++) {
        p[i][j] += row[j] / (2 * n);
        p[j][i] += row[j] / (2 * n);
      }
    }
    return p;
  }

  @Test
  void repulsionIsNearlyThatOfAllPairs() {
    int n = 500;
    double[] places = new double[2 * n];
    Random random = new Random(6);
    for (int i = 0; i < places.length; i++) {
      places[i] = random.nextGaussian() * (i < n ? 10 : 1);
    }
    places[4] = places[6]; // two in the same place
    places[5] = places[7];
    Repulsion repulsion = new Repulsion(n);
    repulsion.build(places);
    double[] forces = new double[2 * n];
    double sum = repulsion.forces(0, 200, forces) + repulsion.forces(200, n, forces);
    double exactSum = 0;
    double wrong = 0;
    double size = 0;
    for (int i = 0; i < n; i++) {
      double fx = 0;
      double fy = 0;
      for (int j = 0; j < n; j++) {
        double dx = places[2 * i] - places[2 * j];
        double dy = places[2 * i + 1] - places[2 * j + 1];
        double q = 1 / (1 + dx * dx + dy * dy);
        exactSum += i == j ? 0 : q;
        fx += q * q * dx;
        fy += q * q * dy;
      }
      wrong += Math.pow(forces[2 * i] - fx, 2) + Math.pow(forces[2 * i + 1] - fy, 2);
      size += fx * fx + fy * fy;
    }
    assertThat(sum).isCloseTo(exactSum, within(0.01 * exactSum));
    assertThat(Math.sqrt(wrong / size)).isLessThan(0.02).isPositive();
  }

  @Test
  void pointsInOnePlaceDoNotHang() {
    Matrix same = new Matrix(3000, 2, new float[6000]);
    Matrix places = Tsne.DEFAULT.withIterations(30).of(same, 2);
    places.checkFinite();
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> Tsne.DEFAULT.of(PcaTest.random(30, 4, 1), 1))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "t-SNE with a perplexity of 30.0 needs more than 30 points: take more, or a lower one");
    assertThatThrownBy(() -> Tsne.DEFAULT.withPerplexity(0.5))
        .isInstanceOf(InputException.class)
        .hasMessage("t-SNE needs a perplexity of 1 or more, not 0.5");
    assertThatThrownBy(() -> Tsne.DEFAULT.withIterations(0)).isInstanceOf(InputException.class);
    Matrix broken = PcaTest.random(50, 4, 1);
    broken.values()[3] = Float.POSITIVE_INFINITY;
    assertThatThrownBy(() -> Tsne.DEFAULT.of(broken, 1))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("number 3 of point 0 is Infinity");
  }
}
