package dev.fovea.inspect;

import dev.fovea.data.InputException;
import dev.fovea.data.Rng;
import java.util.Arrays;

/**
 * t-SNE: places points of many dimensions on a plane so that neighbours stay neighbours (van der
 * Maaten, Hinton: Visualizing Data using t-SNE, 2008; with the approximation of van der Maaten:
 * Accelerating t-SNE using Tree-Based Algorithms, 2014). Distances between far points, and the
 * sizes of heaps, mean nothing.
 *
 * <p>Defaults and the course of the search are scikit-learn's 1.2: perplexity 30, 1,000 rounds of
 * which the first 250 exaggerate attraction by 12, a learning rate of a forty-eighth of the number
 * of points but at least 50, momentum 0.5 and then 0.8, an angle of 0.5. The same settings give the
 * same bytes on any number of threads.
 *
 * @param perplexity about how many neighbours count for each point, at least 1
 * @param iterations rounds, at least 1
 * @param start where the points begin
 * @param seed what a random start is drawn from
 */
public record Tsne(double perplexity, int iterations, Start start, long seed) {

  /** Where the points begin. */
  public enum Start {
    /**
     * On the plane of the first two principal components, so that heaps keep their order. Points of
     * a single dimension, or all in one place, have no such plane and begin anywhere.
     */
    PCA,
    /** Anywhere. */
    RANDOM
  }

  private static final int EXAGGERATED = 250;
  private static final double EXAGGERATION = 12;
  private static final double SMALLEST_GAIN = 0.01;

  /** How wide the start is. */
  private static final double WIDTH = 1e-4;

  private static final int PIECES = 64;

  /** Perplexity 30, 1,000 rounds, from principal components. */
  public static final Tsne DEFAULT = new Tsne(30, 1000, Start.PCA, 0);

  /**
   * Checks the settings.
   *
   * @throws InputException if one is out of its range
   */
  public Tsne {
    if (!(perplexity >= 1 && perplexity <= 1e6)) {
      throw new InputException("t-SNE needs a perplexity of 1 or more, not " + perplexity);
    }
    if (iterations < 1) {
      throw new InputException("t-SNE needs at least 1 iteration, not " + iterations);
    }
  }

  /**
   * The usual settings for so many points: of few a third are neighbours, as the usual perplexity
   * would be too much for them.
   */
  public static Tsne forPoints(int points) {
    return DEFAULT.withPerplexity(Math.clamp((points - 1) / 3.0, 1, DEFAULT.perplexity));
  }

  /** The same with another perplexity. */
  public Tsne withPerplexity(double perplexity) {
    return new Tsne(perplexity, iterations, start, seed);
  }

  /** The same with another number of rounds. */
  public Tsne withIterations(int iterations) {
    return new Tsne(perplexity, iterations, start, seed);
  }

  /** The same from a random start. */
  public Tsne withSeed(long seed) {
    return new Tsne(perplexity, iterations, Start.RANDOM, seed);
  }

  /**
   * Places points on a plane.
   *
   * @param threads how many share the work; the result does not depend on it
   * @return a row of two numbers for each point
   * @throws InputException if there are not more points than the perplexity, or too many, or a
   *     number is not finite
   */
  public Matrix of(Matrix points, int threads) {
    int n = points.rows();
    if (n <= perplexity || n < 3) {
      throw new InputException(
          "t-SNE with a perplexity of %s needs more than %d points: take more, or a lower one"
              .formatted(perplexity, n));
    }
    int count = Math.min(n - 1, (int) (3 * perplexity + 1));
    if (n > Repulsion.MOST || (long) n * count > Integer.MAX_VALUE / 4) {
      throw new InputException(
          "t-SNE of %d points with a perplexity of %s needs too much memory: take fewer points"
              .formatted(n, perplexity));
    }
    points.checkFinite();
    double[] places = start(points, threads);
    try (Team team = new Team(threads)) {
      Neighbours neighbours = Neighbours.of(points, count, team);
      descend(Affinities.of(neighbours, perplexity, team), places, team);
    }
    float[] values = new float[places.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) places[i];
    }
    return new Matrix(n, 2, values);
  }

  private double[] start(Matrix points, int threads) {
    int n = points.rows();
    double[] places = new double[2 * n];
    if (start == Start.PCA && points.columns() > 1) {
      Pca pca = Pca.of(points, 2, threads);
      double deviation = Math.sqrt(pca.variances()[0] * (n - 1) / n);
      if (deviation > 0) {
        Matrix projected = pca.project(points);
        for (int i = 0; i < places.length; i++) {
          places[i] = projected.values()[i] / deviation * WIDTH;
        }
        return places;
      }
    }
    Rng rng = new Rng(seed, 0);
    for (int i = 0; i < places.length; i += 2) {
      double radius = WIDTH * Math.sqrt(-2 * StrictMath.log(1 - rng.nextDouble(0, 1)));
      double angle = rng.nextDouble(0, 2 * Math.PI);
      places[i] = radius * StrictMath.cos(angle);
      places[i + 1] = radius * StrictMath.sin(angle);
    }
    return places;
  }

  private void descend(Affinities affinities, double[] places, Team team) {
    int n = places.length / 2;
    Repulsion repulsion = new Repulsion(n);
    double rate = Math.max(50, n / EXAGGERATION / 4);
    double[] attraction = new double[places.length];
    double[] away = new double[places.length];
    double[] speed = new double[places.length];
    double[] gains = new double[places.length];
    double[] sums = new double[PIECES];
    Arrays.fill(gains, 1);
    for (int round = 0; round < iterations; round++) {
      repulsion.build(places);
      team.run(
          PIECES,
          piece -> {
            int from = Team.cut(n, piece, PIECES);
            int to = Team.cut(n, piece + 1, PIECES);
            sums[piece] = repulsion.forces(from, to, away);
            for (int s = from; s < to; s++) {
              attract(affinities, places, repulsion.point(s), attraction);
            }
          });
      double sum = 0;
      for (double each : sums) {
        sum += each;
      }
      boolean early = round < EXAGGERATED;
      double exaggeration = early ? EXAGGERATION : 1;
      double momentum = early ? 0.5 : 0.8;
      for (int i = 0; i < places.length; i++) {
        double gradient = 4 * (exaggeration * attraction[i] - away[i] / sum);
        gains[i] = speed[i] * gradient < 0 ? gains[i] + 0.2 : gains[i] * 0.8;
        gains[i] = Math.max(SMALLEST_GAIN, gains[i]);
        speed[i] = momentum * speed[i] - rate * gains[i] * gradient;
        places[i] += speed[i];
      }
      if (round + 1 == EXAGGERATED) {
        Arrays.fill(speed, 0); // a new search begins, as there
        Arrays.fill(gains, 1);
      }
    }
  }

  private static void attract(Affinities affinities, double[] places, int i, double[] forces) {
    double x = places[2 * i];
    double y = places[2 * i + 1];
    double fx = 0;
    double fy = 0;
    int[] partners = affinities.partners();
    float[] strengths = affinities.strengths();
    int end = affinities.starts()[i + 1];
    for (int e = affinities.starts()[i]; e < end; e++) {
      int j = 2 * partners[e];
      double dx = x - places[j];
      double dy = y - places[j + 1];
      double pull = strengths[e] / (1 + dx * dx + dy * dy);
      fx += pull * dx;
      fy += pull * dy;
    }
    forces[2 * i] = fx;
    forces[2 * i + 1] = fy;
  }
}
