package dev.fovea.train.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewtonSchulzTest {

  private static final int AT = 3;

  /** The iterations as they are published, on whole matrices. */
  @ParameterizedTest
  @CsvSource({"1,1", "1,9", "9,1", "4,4", "7,7", "5,18", "18,5", "20,250", "50,33"})
  void likeTheTextbook(int rows, int columns) {
    Random random = new Random(rows);
    float[] numbers = new float[AT + rows * columns + 2];
    double[][] matrix = new double[rows][columns];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < columns; k++) {
        matrix[i][k] = numbers[AT + i * columns + k];
      }
    }
    float[] before = numbers.clone();
    // Larger than needed, as it is for a network's smaller matrices.
    new NewtonSchulz(Math.max(rows, columns) + 3, Math.min(rows, columns) + 2)
        .orthogonalize(numbers, AT, rows, columns, 2);
    double[][] expected = textbook(matrix);
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < columns; k++) {
        assertThat((double) numbers[AT + i * columns + k])
            .as("row %d, column %d", i, k)
            .isCloseTo(2 * expected[i][k], within(2e-7));
      }
    }
    for (int i : new int[] {0, 1, 2, numbers.length - 2, numbers.length - 1}) {
      assertThat(numbers[i]).isEqualTo(before[i]);
    }
  }

  /** Where singular values differ by 1 to 50, all of them come near 1. */
  @Test
  void bringsSingularValuesNearOne() {
    int n = 5;
    float[] numbers = new float[n * n];
    for (int i = 0; i < n; i++) {
      numbers[i * n + (i + 2) % n] = (i + 1) * (i + 1) * 2;
    }
    new NewtonSchulz(n, n).orthogonalize(numbers, 0, n, n, 1);
    for (int i = 0; i < n; i++) {
      assertThat(numbers[i * n + (i + 2) % n]).isBetween(0.6f, 1.3f);
    }
  }

  @Test
  void nothingStaysNothing() {
    float[] numbers = new float[12];
    new NewtonSchulz(4, 3).orthogonalize(numbers, 0, 3, 4, 1);
    assertThat(numbers).containsOnly(0);
  }

  private static double[][] textbook(double[][] matrix) {
    double squares = 0;
    for (double[] row : matrix) {
      for (double number : row) {
        squares += number * number;
      }
    }
    double[][] x = sum(1 / Math.sqrt(squares), matrix, 0, matrix);
    for (int iteration = 0; iteration < 5; iteration++) {
      double[][] a = product(x, transposed(x));
      double[][] b = sum(-4.7750, a, 2.0315, product(a, a));
      x = sum(3.4445, x, 1, product(b, x));
    }
    return x;
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] c = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b[0].length; j++) {
        for (int k = 0; k < b.length; k++) {
          c[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return c;
  }

  private static double[][] transposed(double[][] a) {
    double[][] t = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < a[0].length; k++) {
        t[k][i] = a[i][k];
      }
    }
    return t;
  }

  private static double[][] sum(double f, double[][] a, double g, double[][] b) {
    double[][] c = new double[a.length][a[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < a[0].length; k++) {
        c[i][k] = f * a[i][k] + g * b[i][k];
      }
    }
    return c;
  }
}
