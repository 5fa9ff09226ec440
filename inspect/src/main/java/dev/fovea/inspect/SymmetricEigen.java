package dev.fovea.inspect;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The eigenvalues and eigenvectors of a small symmetric matrix, by Jacobi's rotations: each makes
 * one element off the diagonal zero, until all are (Golub, Van Loan: Matrix Computations, 8.5).
 *
 * @param values the largest first
 * @param vectors one for each value, of length 1
 */
record SymmetricEigen(double[] values, double[][] vectors) {

  private static final int MOST_SWEEPS = 60;

  /**
   * Of a matrix.
   *
   * @param matrix square and symmetric; it is overwritten
   */
  static SymmetricEigen of(double[][] matrix) {
    int n = matrix.length;
    double[][] vectors = new double[n][n]; // a row is a vector
    for (int i = 0; i < n; i++) {
      vectors[i][i] = 1;
    }
    double size = 0;
    for (double[] row : matrix) {
      size += Vectors.dot(row, row);
    }
    for (int sweep = 0; sweep < MOST_SWEEPS && off(matrix) > 1e-30 * size; sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          rotate(matrix, vectors, p, q);
        }
      }
    }
    Integer[] order = IntStream.range(0, n).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> -matrix[i][i]));
    double[] values = new double[n];
    double[][] sorted = new double[n][];
    for (int i = 0; i < n; i++) {
      values[i] = matrix[order[i]][order[i]];
      sorted[i] = vectors[order[i]];
    }
    return new SymmetricEigen(values, sorted);
  }

  private static double off(double[][] matrix) {
    double sum = 0;
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < i; j++) {
        sum += 2 * matrix[i][j] * matrix[i][j];
      }
    }
    return sum;
  }

  private static void rotate(double[][] matrix, double[][] vectors, int p, int q) {
    double element = matrix[p][q];
    if (element == 0) {
      return;
    }
    double slope = (matrix[q][q] - matrix[p][p]) / (2 * element);
    double t = Math.copySign(1, slope) / (Math.abs(slope) + Math.sqrt(slope * slope + 1));
    double c = 1 / Math.sqrt(t * t + 1);
    double s = t * c;
    for (double[] row : matrix) {
      double a = row[p];
      double b = row[q];
      row[p] = c * a - s * b;
      row[q] = s * a + c * b;
    }
    turn(matrix[p], matrix[q], c, s);
    turn(vectors[p], vectors[q], c, s);
    matrix[p][q] = 0;
    matrix[q][p] = 0;
  }

  private static void turn(double[] a, double[] b, double c, double s) {
    for (int i = 0; i < a.length; i++) {
      double x = a[i];
      double y = b[i];
      a[i] = c * x - s * y;
      b[i] = s * x + c * y;
    }
  }
}
