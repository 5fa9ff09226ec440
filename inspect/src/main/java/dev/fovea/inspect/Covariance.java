package dev.fovea.inspect;

import java.util.Arrays;

/**
 * The product of a covariance matrix, times the number of points, with some vectors; without ever
 * making the matrix, which may be large.
 *
 * <p>The points are cut into a fixed number of parts. Each part adds up by itself, and the parts in
 * their order, so that threads do not matter.
 */
final class Covariance {

  private static final int PARTS = 16;

  /** Points that are taken at once: copied as doubles, centred, rows and columns changed. */
  private static final int CHUNK = 64;

  private final Matrix points;
  private final double[] means;
  private final Team team;

  Covariance(Matrix points, double[] means, Team team) {
    this.points = points;
    this.means = means;
    this.team = team;
  }

  /** The mean of each column. */
  static double[] means(Matrix points) {
    double[] means = new double[points.columns()];
    for (int row = 0; row < points.rows(); row++) {
      for (int c = 0; c < means.length; c++) {
        means[c] += points.values()[row * means.length + c];
      }
    }
    for (int c = 0; c < means.length; c++) {
      means[c] /= points.rows();
    }
    return means;
  }

  /** The sum of the squared distances of all points from their mean. */
  double total() {
    double sum = 0;
    for (int row = 0; row < points.rows(); row++) {
      for (int c = 0; c < means.length; c++) {
        double away = points.values()[row * means.length + c] - means[c];
        sum += away * away;
      }
    }
    return sum;
  }

  /**
   * The products.
   *
   * @param vectors each as long as a point
   */
  double[][] times(double[][] vectors) {
    double[][][] sums = new double[PARTS][][];
    team.run(PARTS, part -> sums[part] = times(vectors, part));
    double[][] all = sums[0];
    for (int part = 1; part < PARTS; part++) {
      for (int j = 0; j < all.length; j++) {
        Vectors.add(sums[part][j], 1, all[j]);
      }
    }
    return all;
  }

  private double[][] times(double[][] vectors, int part) {
    int columns = means.length;
    double[][] sums = new double[vectors.length][columns];
    double[] rows = new double[CHUNK * columns];
    double[] turned = new double[CHUNK * columns];
    double[] products = new double[CHUNK];
    int end = Team.cut(points.rows(), part + 1, PARTS);
    for (int row = Team.cut(points.rows(), part, PARTS); row < end; row += CHUNK) {
      int count = Math.min(CHUNK, end - row);
      copy(row, count, rows, turned);
      for (int j = 0; j < vectors.length; j++) {
        project(turned, vectors[j], products);
        spread(rows, products, count, sums[j]);
      }
    }
    return sums;
  }

  private void copy(int first, int count, double[] rows, double[] turned) {
    int columns = means.length;
    for (int n = 0; n < CHUNK; n++) {
      for (int c = 0; c < columns; c++) {
        double value = n < count ? points.values()[(first + n) * columns + c] - means[c] : 0;
        rows[n * columns + c] = value;
        turned[c * CHUNK + n] = value;
      }
    }
  }

  /** Of each point of a chunk the product with a vector. */
  private static void project(double[] turned, double[] vector, double[] products) {
    Arrays.fill(products, 0);
    int c = 0;
    for (; c + 4 <= vector.length; c += 4) {
      int at = c * CHUNK;
      double a = vector[c];
      double b = vector[c + 1];
      double d = vector[c + 2];
      double e = vector[c + 3];
      for (int n = 0; n < CHUNK; n++) {
        products[n] +=
            a * turned[at + n]
                + b * turned[at + CHUNK + n]
                + d * turned[at + 2 * CHUNK + n]
                + e * turned[at + 3 * CHUNK + n];
      }
    }
    for (; c < vector.length; c++) {
      for (int n = 0; n < CHUNK; n++) {
        products[n] += vector[c] * turned[c * CHUNK + n];
      }
    }
  }

  /** Adds each point of a chunk, times its product; four by four, the last ones may be zeros. */
  private static void spread(double[] rows, double[] products, int count, double[] sum) {
    int columns = sum.length;
    for (int n = 0; n < count; n += 4) {
      int at = n * columns;
      double a = products[n];
      double b = products[n + 1];
      double d = products[n + 2];
      double e = products[n + 3];
      for (int c = 0; c < columns; c++) {
        sum[c] +=
            a * rows[at + c]
                + b * rows[at + columns + c]
                + d * rows[at + 2 * columns + c]
                + e * rows[at + 3 * columns + c];
      }
    }
  }
}
