package dev.fovea.sources.strokes;

import java.util.Arrays;

/** A convex polygon while it is made and then filled: corners in pixels, in order. */
final class Polygon {

  private final double[] x;
  private final double[] y;
  private int corners;
  private double top = Double.POSITIVE_INFINITY;
  private double bottom = Double.NEGATIVE_INFINITY;

  /** Without corners yet, with room for so many. */
  Polygon(int room) {
    this.x = new double[room];
    this.y = new double[room];
  }

  void add(double cornerX, double cornerY) {
    x[corners] = cornerX;
    y[corners] = cornerY;
    corners++;
    top = Math.min(top, cornerY);
    bottom = Math.max(bottom, cornerY);
  }

  double top() {
    return top;
  }

  double bottom() {
    return bottom;
  }

  /**
   * Where the polygon meets some of the horizontal lines at {@code y = (i + 0.5) / perPixel}.
   *
   * @param first the first of these lines
   * @param from receives the left end for each line
   * @param to receives the right end; a line that misses the polygon has it left of {@code from}
   */
  void cut(int first, int perPixel, double[] from, double[] to) {
    Arrays.fill(from, Double.POSITIVE_INFINITY);
    Arrays.fill(to, Double.NEGATIVE_INFINITY);
    for (int i = 0, before = corners - 1; i < corners; before = i++) {
      boolean down = y[before] < y[i];
      int high = down ? before : i;
      int low = down ? i : before;
      // A side has the lines from its upper end, which is its own, to the lower, which is not.
      int start = Math.max(0, (int) Math.ceil(y[high] * perPixel - 0.5) - first);
      int end = Math.min(from.length, (int) Math.ceil(y[low] * perPixel - 0.5) - first);
      if (start >= end) {
        continue;
      }
      double slope = (x[low] - x[high]) / (y[low] - y[high]);
      for (int line = start; line < end; line++) {
        double at = x[high] + ((line + first + 0.5) / perPixel - y[high]) * slope;
        from[line] = Math.min(from[line], at);
        to[line] = Math.max(to[line], at);
      }
    }
  }
}
