package dev.fovea.inspect;

import java.util.Arrays;

/**
 * How strongly t-SNE pulls points together: for each point the probability of each of its
 * neighbours under a normal distribution around it, as wide as the perplexity asks; made symmetric,
 * and all together 1.
 *
 * @param starts where the partners of each point begin; one more for the end
 * @param partners the other points
 * @param strengths the probability of each pair
 */
record Affinities(int[] starts, int[] partners, float[] strengths) {

  private static final int MOST_STEPS = 100;

  /** Of the logarithm of the perplexity: scikit-learn's. */
  private static final double TOLERANCE = 1e-5;

  /** From the neighbours of each point. */
  static Affinities of(Neighbours neighbours, double perplexity, Team team) {
    int k = neighbours.count();
    int n = neighbours.indices().length / k;
    double[] conditional = new double[neighbours.indices().length];
    int pieces = Math.min(n, 256);
    team.run(
        pieces,
        piece -> {
          for (int i = Team.cut(n, piece, pieces); i < Team.cut(n, piece + 1, pieces); i++) {
            spread(neighbours.distances(), conditional, i * k, k, Math.log(perplexity));
          }
        });
    return symmetric(neighbours, conditional, n);
  }

  /** Finds by halving how wide the distribution of a point must be. */
  private static void spread(float[] distances, double[] p, int at, int k, double entropy) {
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double beta = 1;
    double nearest = distances[at];
    for (int step = 0; step < MOST_STEPS; step++) {
      double sum = 0;
      double weighted = 0;
      for (int j = at; j < at + k; j++) {
        // Seen from the nearest, so that not all of them can vanish.
        double away = distances[j] - nearest;
        p[j] = StrictMath.exp(-away * beta);
        sum += p[j];
        weighted += away * p[j];
      }
      for (int j = at; j < at + k; j++) {
        p[j] /= sum;
      }
      double excess = StrictMath.log(sum) + beta * weighted / sum - entropy;
      if (Math.abs(excess) <= TOLERANCE) {
        return;
      }
      if (excess > 0) {
        low = beta;
        beta = high == Double.POSITIVE_INFINITY ? beta * 2 : (beta + high) / 2;
      } else {
        high = beta;
        beta = (beta + low) / 2;
      }
    }
  }

  private static Affinities symmetric(Neighbours neighbours, double[] conditional, int n) {
    int k = neighbours.count();
    int[] indices = neighbours.indices();
    int[] known = new int[n + 1]; // where those begin that have a point for a neighbour
    for (int index : indices) {
      known[index + 1]++;
    }
    for (int i = 0; i < n; i++) {
      known[i + 1] += known[i];
    }
    int[] fill = known.clone();
    int[] knownBy = new int[indices.length];
    for (int e = 0; e < indices.length; e++) {
      knownBy[fill[indices[e]]++] = e;
    }
    int[] starts = new int[n + 1];
    int[] partners = new int[Math.multiplyExact(2, indices.length)];
    float[] strengths = new float[partners.length];
    int to = 0;
    for (int i = 0; i < n; i++) {
      // Partner and entry in one number: sorted, both entries of a pair are side by side.
      long[] row = new long[k + known[i + 1] - known[i]];
      for (int j = 0; j < k; j++) {
        row[j] = (long) indices[i * k + j] << 32 | (i * k + j);
      }
      for (int e = known[i]; e < known[i + 1]; e++) {
        row[k + e - known[i]] = (long) (knownBy[e] / k) << 32 | knownBy[e];
      }
      Arrays.sort(row);
      int first = to;
      double pair = 0;
      for (int e = 0; e < row.length; e++) {
        int partner = (int) (row[e] >>> 32);
        pair += conditional[(int) row[e]];
        if (e + 1 == row.length || (int) (row[e + 1] >>> 32) != partner) {
          partners[to] = partner;
          strengths[to++] = (float) (pair / (2.0 * n));
          pair = 0;
        }
      }
      starts[i] = first;
    }
    starts[n] = to;
    return new Affinities(starts, Arrays.copyOf(partners, to), Arrays.copyOf(strengths, to));
  }
}
