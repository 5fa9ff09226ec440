package dev.fovea.inspect;

import dev.fovea.data.InputException;
import dev.fovea.data.Rng;

/**
 * Principal components: the directions in which points differ most.
 *
 * <p>Components are exact to about 1e-6, not an approximation; the same points give the same bytes
 * on any number of threads. The number of largest size in a component is positive, which settles
 * its sign. The arrays are not copied.
 *
 * @param means the mean of each dimension
 * @param components directions of length 1 at right angles to each other, the most important first
 * @param variances of the points along each, divided by n - 1
 * @param totalVariance of the points in all directions
 */
public record Pca(double[] means, double[][] components, double[] variances, double totalVariance) {

  /**
   * Finds the first components of some points.
   *
   * @param count how many, from 1 to the number of dimensions
   * @param threads how many share the work; the result does not depend on it
   * @throws InputException if there are less than two points, as many components cannot be, or a
   *     number is not finite
   */
  public static Pca of(Matrix points, int count, int threads) {
    if (points.rows() < 2) {
      throw new InputException("principal components need at least 2 points, not 1");
    }
    if (count < 1 || count > points.columns()) {
      throw new InputException(
          "points of %d dimensions have 1 to %d principal components, not %d"
              .formatted(points.columns(), points.columns(), count));
    }
    points.checkFinite();
    double[] means = Covariance.means(points);
    try (Team team = new Team(threads)) {
      Covariance covariance = new Covariance(points, means, team);
      // What the search begins with does not matter for where it ends.
      Rng rng = new Rng(0, 0);
      LeadingVectors leading = new LeadingVectors(covariance, means.length, count, rng);
      double[][] components = leading.find();
      double[] variances = leading.values();
      for (int i = 0; i < count; i++) {
        settleSign(components[i]);
        variances[i] = Math.max(0, variances[i]) / (points.rows() - 1);
      }
      return new Pca(means, components, variances, covariance.total() / (points.rows() - 1));
    }
  }

  private static void settleSign(double[] component) {
    int largest = 0;
    for (int i = 1; i < component.length; i++) {
      largest = Math.abs(component[i]) > Math.abs(component[largest]) ? i : largest;
    }
    if (component[largest] < 0) {
      Vectors.scale(component, -1);
    }
  }

  /** How much of the variance a component stands for, from 0 to 1; 0 if all points are the same. */
  public double share(int component) {
    return totalVariance > 0 ? variances[component] / totalVariance : 0;
  }

  /**
   * Where points lie along the components, seen from the mean.
   *
   * @return {@code [point][component]}
   * @throws InputException if they have other dimensions
   */
  public Matrix project(Matrix points) {
    if (points.columns() != means.length) {
      throw new InputException(
          "these components are for points of %d dimensions, not %d"
              .formatted(means.length, points.columns()));
    }
    int count = components.length;
    float[] places = new float[Math.multiplyExact(points.rows(), count)];
    double[] point = new double[means.length];
    for (int row = 0; row < points.rows(); row++) {
      for (int c = 0; c < point.length; c++) {
        point[c] = points.values()[row * point.length + c] - means[c];
      }
      for (int i = 0; i < count; i++) {
        places[row * count + i] = (float) Vectors.dot(components[i], point);
      }
    }
    return new Matrix(points.rows(), count, places);
  }
}
