package dev.fovea.train.optimizer;

import java.util.Arrays;

/**
 * Makes matrices nearly orthogonal, as Muon needs it: {@code X = X / |X|}, and then five times
 * {@code A = X X', X = (a + b A + c A^2) X}, which brings every singular value near 1.
 *
 * <p>Each X is a polynomial in the first A times the first X, so that the iterations can run on the
 * small square matrices alone: {@code P = a + b A + c A^2, Q = P Q, A = P A P}, and {@code Q X} at
 * the end. All of these are symmetric, and commute: one half is computed and the other is its
 * mirror image. Sums are in double and in a fixed order; one thread at a time.
 */
final class NewtonSchulz {

  private static final double A = 3.4445;
  private static final double B = -4.7750;
  private static final double C = 2.0315;
  private static final int ITERATIONS = 5;

  /** The least norm that a matrix is divided by. */
  private static final double EPSILON = 1e-7;

  // Rows are arrays of their own, so that the compiler knows them apart and uses vectors.
  private final double[][] x;
  private final double[] row;
  private double[][] gram;
  private double[][] polynomial;
  private double[][] product;
  private double[][] spare;

  /**
   * Takes the memory for matrices of any form.
   *
   * @param most the longest side of any
   * @param least the longest of all shorter sides
   */
  NewtonSchulz(int most, int least) {
    x = new double[most][least];
    row = new double[least];
    gram = new double[least][least];
    polynomial = new double[least][least];
    product = new double[least][least];
    spare = new double[least][least];
  }

  /** Bytes that {@link #NewtonSchulz} would ask for. */
  static long memory(int most, int least) {
    return ((long) most * least + 4L * least * least) * Double.BYTES;
  }

  /** Replaces the matrix in {@code numbers} from {@code at}, row by row, and multiplies it. */
  void orthogonalize(float[] numbers, int at, int rows, int columns, float scale) {
    boolean tall = rows >= columns;
    int most = tall ? rows : columns;
    int n = tall ? columns : rows;
    load(numbers, at, most, n, tall);
    square(most, n);
    iterate(n);
    for (int i = 0; i < most; i++) {
      combine(row, x[i], product, 0, n);
      for (int k = 0; k < n; k++) {
        numbers[tall ? at + i * n + k : at + k * most + i] = (float) (scale * row[k]);
      }
    }
  }

  /** The matrix over its norm, turned so that its rows are the short side. */
  private void load(float[] numbers, int at, int most, int n, boolean tall) {
    double squares = 0;
    for (int i = at; i < at + most * n; i++) {
      squares += (double) numbers[i] * numbers[i];
    }
    double norm = Math.max(Math.sqrt(squares), EPSILON);
    for (int i = 0; i < most; i++) {
      for (int k = 0; k < n; k++) {
        x[i][k] = numbers[tall ? at + i * n + k : at + k * most + i] / norm;
      }
    }
  }

  /** {@code gram = x' x}: the sum of the rows' outer products. */
  private void square(int most, int n) {
    for (int k = 0; k < n; k++) {
      double[] sum = gram[k];
      int from = half(k);
      Arrays.fill(sum, from, n, 0);
      int i = 0;
      for (; i < most - 3; i += 4) {
        add(
            sum,
            from,
            n,
            x[i][k],
            x[i],
            x[i + 1][k],
            x[i + 1],
            x[i + 2][k],
            x[i + 2],
            x[i + 3][k],
            x[i + 3]);
      }
      for (; i < most; i++) {
        add(sum, from, n, x[i][k], x[i]);
      }
    }
    mirror(gram, n);
  }

  /** Where the computed half of a row begins: at its diagonal or a little before, by vectors. */
  private static int half(int row) {
    return row & -8;
  }

  private static void mirror(double[][] matrix, int n) {
    for (int i = 0; i < n; i++) {
      double[] row = matrix[i];
      for (int k = 0; k < half(i); k++) {
        row[k] = matrix[k][i];
      }
    }
  }

  private void iterate(int n) {
    for (int i = 0; i < n; i++) {
      Arrays.fill(product[i], 0, n, 0);
      product[i][i] = 1;
    }
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      for (int i = 0; i < n; i++) {
        double[] p = polynomial[i];
        combine(p, gram[i], gram, half(i), n);
        blend(p, gram[i], half(i), n);
        p[i] += A;
      }
      mirror(polynomial, n);
      product = times(product, n);
      if (iteration < ITERATIONS - 1) {
        gram = times(times(gram, n), n);
      }
    }
  }

  /** {@code matrix x polynomial}, in the place of {@code spare}, which {@code matrix} becomes. */
  private double[][] times(double[][] matrix, int n) {
    double[][] result = spare;
    for (int i = 0; i < n; i++) {
      combine(result[i], matrix[i], polynomial, half(i), n);
    }
    mirror(result, n);
    spare = matrix;
    return result;
  }

  private static void blend(double[] p, double[] gram, int from, int n) {
    for (int k = from; k < n; k++) {
      p[k] = C * p[k] + B * gram[k];
    }
  }

  /** {@code sum = factors x matrix} from column {@code from} on: a row by a square matrix. */
  private static void combine(double[] sum, double[] factors, double[][] matrix, int from, int n) {
    Arrays.fill(sum, from, n, 0);
    int i = 0;
    for (; i < n - 3; i += 4) {
      add(
          sum,
          from,
          n,
          factors[i],
          matrix[i],
          factors[i + 1],
          matrix[i + 1],
          factors[i + 2],
          matrix[i + 2],
          factors[i + 3],
          matrix[i + 3]);
    }
    for (; i < n; i++) {
      add(sum, from, n, factors[i], matrix[i]);
    }
  }

  private static void add(double[] sum, int from, int n, double factor, double[] row) {
    for (int k = from; k < n; k++) {
      sum[k] += factor * row[k];
    }
  }

  private static void add(
      double[] sum,
      int from,
      int n,
      double f0,
      double[] r0,
      double f1,
      double[] r1,
      double f2,
      double[] r2,
      double f3,
      double[] r3) {
    for (int k = from; k < n; k++) {
      sum[k] += f0 * r0[k] + f1 * r1[k] + f2 * r2[k] + f3 * r3[k];
    }
  }
}
