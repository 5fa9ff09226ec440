package dev.fovea.report;

import dev.fovea.inspect.Embedding;
import java.util.Arrays;

/** How well a plane keeps images of a class together: what a scatter chart shows, as a number. */
final class Neighbourhood {

  private Neighbourhood() {}

  /**
   * The share of nearest neighbours that are of an image's own class, from 0 to 1.
   *
   * @param k how many neighbours of each image count, at least 1; fewer if there are not so many
   */
  static double sameClass(Embedding plane, int k) {
    int count = plane.count();
    int near = Math.min(k, count - 1);
    long same = 0;
    double[] distances = new double[near];
    int[] labels = new int[near];
    for (int n = 0; n < count; n++) {
      Arrays.fill(distances, Double.POSITIVE_INFINITY);
      for (int other = 0; other < count; other++) {
        if (other != n) {
          insert(distance(plane, n, other), plane.labels()[other], distances, labels);
        }
      }
      for (int i = 0; i < near; i++) {
        same += labels[i] == plane.labels()[n] ? 1 : 0;
      }
    }
    return near == 0 ? 0 : same / ((double) count * near);
  }

  private static double distance(Embedding plane, int a, int b) {
    double x = plane.x(a) - plane.x(b);
    double y = plane.y(a) - plane.y(b);
    return x * x + y * y;
  }

  /** Keeps the nearest, sorted. */
  private static void insert(double distance, int label, double[] distances, int[] labels) {
    int at = distances.length - 1;
    if (!(distance < distances[at])) {
      return;
    }
    while (at > 0 && distances[at - 1] > distance) {
      distances[at] = distances[at - 1];
      labels[at] = labels[at - 1];
      at--;
    }
    distances[at] = distance;
    labels[at] = label;
  }
}
