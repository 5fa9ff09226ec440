package dev.fovea.inspect;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** How well a plane keeps who is near whom: the textbook's sums over sorted lists. */
final class Neighbourhoods {

  private Neighbourhoods() {}

  /** All other points, the nearest first. */
  private static List<Integer> sorted(Matrix points, int point) {
    double[] distances = new double[points.rows()];
    for (int i = 0; i < distances.length; i++) {
      for (int c = 0; c < points.columns(); c++) {
        double away =
            points.values()[i * points.columns() + c]
                - (double) points.values()[point * points.columns() + c];
        distances[i] += away * away;
      }
    }
    return IntStream.range(0, distances.length)
        .filter(i -> i != point)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> distances[i]))
        .toList();
  }

  /** The share of the {@code k} nearest neighbours of all points that are so in the plane, too. */
  static double kept(Matrix points, Matrix places, int k) {
    int kept = 0;
    for (int i = 0; i < points.rows(); i++) {
      Set<Integer> near = new HashSet<>(sorted(points, i).subList(0, k));
      near.retainAll(sorted(places, i).subList(0, k));
      kept += near.size();
    }
    return kept / (double) (k * points.rows());
  }

  /**
   * Venna, Kaski: Neighborhood preservation in nonlinear projection methods, 2001: 1 if nobody is
   * near in the plane who is not near in truth.
   */
  static double trustworthiness(Matrix points, Matrix places, int k) {
    int n = points.rows();
    long sum = 0;
    for (int i = 0; i < n; i++) {
      List<Integer> truth = sorted(points, i);
      int[] ranks = new int[n];
      for (int rank = 0; rank < truth.size(); rank++) {
        ranks[truth.get(rank)] = rank + 1;
      }
      for (int near : sorted(places, i).subList(0, k)) {
        sum += Math.max(0, ranks[near] - k);
      }
    }
    return 1 - sum * 2.0 / ((double) n * k * (2.0 * n - 3 * k - 1));
  }

  /** The {@code k} nearest neighbours of a point. */
  static List<Integer> nearest(Matrix points, int point, int k) {
    return sorted(points, point).subList(0, k);
  }
}
