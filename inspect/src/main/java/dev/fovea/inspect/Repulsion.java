package dev.fovea.inspect;

import java.util.Arrays;

/**
 * How strongly each point of a plane is pushed away by all others, to a good approximation: a
 * square that is small for its distance counts as one point with the mass of all in it (Barnes,
 * Hut: A Hierarchical O(N log N) Force-Calculation Algorithm, 1986).
 *
 * <p>The squares are those that a binary number of each point's place runs through, row and column
 * taking turns bit by bit; so the points of a square lie side by side when sorted by that number,
 * and the squares in the order in which a walk through the tree meets them, each knowing the one
 * behind its own parts.
 */
final class Repulsion {

  /** Squares are halved at most so often. */
  private static final int LEVELS = 19;

  private static final int INDEX_BITS = 25;

  /** The most points: their numbers share a long with their places. */
  static final int MOST = 1 << INDEX_BITS;

  /** Fewer points are not put into squares of their own. */
  private static final int LEAF = 4;

  /** A square counts as one point if its distance is more than so many times its side. */
  private static final double FAR = 2; // scikit-learn's angle of 0.5

  private static final int FLOATS = 4;

  private final int n;
  private final long[] keys;
  private final double[] sorted;

  /** Of each square: centre of mass, mass, and the squared distance from which it is one point. */
  private double[] squares;

  private int[] behind;
  private int[] leafStart;
  private int[] leafEnd;
  private int count;

  Repulsion(int points) {
    this.n = points;
    this.keys = new long[points];
    this.sorted = new double[2 * points];
    int most = 2 * points + 64;
    this.squares = new double[FLOATS * most];
    this.behind = new int[most];
    this.leafStart = new int[most];
    this.leafEnd = new int[most];
  }

  /** Puts points into squares. */
  void build(double[] places) {
    double lowX = Double.POSITIVE_INFINITY;
    double lowY = Double.POSITIVE_INFINITY;
    double highX = Double.NEGATIVE_INFINITY;
    double highY = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      lowX = Math.min(lowX, places[2 * i]);
      highX = Math.max(highX, places[2 * i]);
      lowY = Math.min(lowY, places[2 * i + 1]);
      highY = Math.max(highY, places[2 * i + 1]);
    }
    double side = Math.max(Math.max(highX - lowX, highY - lowY), Double.MIN_NORMAL);
    int most = (1 << LEVELS) - 1;
    double scale = most / side;
    for (int i = 0; i < n; i++) {
      long x = Math.min(most, (long) ((places[2 * i] - lowX) * scale));
      long y = Math.min(most, (long) ((places[2 * i + 1] - lowY) * scale));
      keys[i] = (apart(x) | apart(y) << 1) << INDEX_BITS | i;
    }
    Arrays.sort(keys);
    for (int s = 0; s < n; s++) {
      int i = point(s);
      sorted[2 * s] = places[2 * i];
      sorted[2 * s + 1] = places[2 * i + 1];
    }
    count = 0;
    add(0, n, LEVELS, side * (1 + 1.0 / most));
  }

  /** Which point is number {@code s} in the order of the squares. */
  int point(int s) {
    return (int) (keys[s] & (MOST - 1));
  }

  /** The bits of a number with a zero between each two. */
  private static long apart(long bits) {
    long b = bits;
    b = (b | b << 16) & 0x0000FFFF0000FFFFL;
    b = (b | b << 8) & 0x00FF00FF00FF00FFL;
    b = (b | b << 4) & 0x0F0F0F0F0F0F0F0FL;
    b = (b | b << 2) & 0x3333333333333333L;
    return (b | b << 1) & 0x5555555555555555L;
  }

  /** Adds the square of sorted points {@code from} to {@code to - 1}, and those within. */
  private void add(int from, int to, int level, double side) {
    int square = count++;
    makeRoom();
    if (to - from <= LEAF || level == 0) {
      leafStart[square] = from;
      leafEnd[square] = to;
      double x = 0;
      double y = 0;
      for (int s = from; s < to; s++) {
        x += sorted[2 * s];
        y += sorted[2 * s + 1];
      }
      put(square, x, y, to - from, side);
      if (to - from > LEAF) {
        squares[FLOATS * square + 3] = -1; // too near each other to be told apart: always one point
      }
    } else {
      leafStart[square] = -1;
      double x = 0;
      double y = 0;
      int shift = INDEX_BITS + 2 * (level - 1);
      int start = from;
      while (start < to) {
        long quarter = keys[start] >>> shift;
        int end = end(start, to, quarter, shift);
        int child = count;
        add(start, end, level - 1, side / 2);
        double mass = squares[FLOATS * child + 2];
        x += mass * squares[FLOATS * child];
        y += mass * squares[FLOATS * child + 1];
        start = end;
      }
      put(square, x, y, to - from, side);
    }
    behind[square] = count;
  }

  private int end(int start, int to, long quarter, int shift) {
    int low = start + 1;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (keys[middle] >>> shift == quarter) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void put(int square, double sumX, double sumY, int mass, double side) {
    int at = FLOATS * square;
    squares[at] = sumX / mass;
    squares[at + 1] = sumY / mass;
    squares[at + 2] = mass;
    squares[at + 3] = FAR * FAR * side * side;
  }

  /** Points in a chain of squares of which each holds all of them take many. */
  private void makeRoom() {
    if (count > behind.length) {
      int most = 2 * count;
      squares = Arrays.copyOf(squares, FLOATS * most);
      behind = Arrays.copyOf(behind, most);
      leafStart = Arrays.copyOf(leafStart, most);
      leafEnd = Arrays.copyOf(leafEnd, most);
    }
  }

  /**
   * Computes for sorted points {@code from} to {@code to - 1}, with q = 1 / (1 + distance squared)
   * to each other point, the sum of q squared times the way from it.
   *
   * @param forces x and y for each point, in the order of the points themselves
   * @return the sum of q over all of these points
   */
  double forces(int from, int to, double[] forces) {
    double total = 0;
    for (int s = from; s < to; s++) {
      double x = sorted[2 * s];
      double y = sorted[2 * s + 1];
      double fx = 0;
      double fy = 0;
      double sum = -1; // the point itself is met once, at distance 0
      int i = 0;
      while (i < count) {
        double dx = x - squares[FLOATS * i];
        double dy = y - squares[FLOATS * i + 1];
        double d = dx * dx + dy * dy;
        if (d > squares[FLOATS * i + 3]) {
          double q = 1 / (1 + d);
          double mq = squares[FLOATS * i + 2] * q;
          sum += mq;
          fx += mq * q * dx;
          fy += mq * q * dy;
          i = behind[i];
        } else if (leafStart[i] >= 0) {
          for (int j = leafStart[i]; j < leafEnd[i]; j++) {
            double ex = x - sorted[2 * j];
            double ey = y - sorted[2 * j + 1];
            double q = 1 / (1 + ex * ex + ey * ey);
            sum += q;
            fx += q * q * ex;
            fy += q * q * ey;
          }
          i = behind[i];
        } else {
          i++;
        }
      }
      int point = point(s);
      forces[2 * point] = fx;
      forces[2 * point + 1] = fy;
      total += sum;
    }
    return total;
  }
}
