package dev.fovea.data;

import java.util.Arrays;

/**
 * What a picture would show without its ink: a smooth surface, so that paper that is lit from one
 * side or darker in its corners is told from ink.
 *
 * <p>The surface is {@code a + bu + cv + du² + euv + fv²} with u and v from -1 to 1 along the
 * sides, fitted by least squares to those pixels that are near the last fit. The first one is the
 * border's median.
 */
final class Ground {

  private static final int TERMS = 6;
  private static final int ROUNDS = 6;

  /** At most so many samples along a side; more would not make six numbers better. */
  private static final int GRID = 48;

  /** From the median of the absolute deviations to the standard deviation of a normal one. */
  private static final double MAD_TO_SIGMA = 1.4826;

  private final Plane picture;
  private final double[] surface = new double[TERMS];
  private double noise;

  private Ground(Plane picture) {
    this.picture = picture;
  }

  /** Fits the surface. */
  static Ground of(Plane picture) {
    Ground ground = new Ground(picture);
    double[] border = ground.border();
    ground.surface[0] = median(border);
    ground.noise = ground.deviation(border, ground.surface[0]);
    ground.fit();
    return ground;
  }

  /** The standard deviation of the ground around the surface. */
  double noise() {
    return noise;
  }

  /** The surface's value at a pixel. */
  double at(int y, int x) {
    double v = v(y);
    double u = u(x);
    return surface[0]
        + u * (surface[1] + u * surface[3] + v * surface[4])
        + v * (surface[2] + v * surface[5]);
  }

  private void fit() {
    int stepY = Math.ceilDiv(picture.height(), GRID);
    int stepX = Math.ceilDiv(picture.width(), GRID);
    int samples = Math.ceilDiv(picture.height(), stepY) * Math.ceilDiv(picture.width(), stepX);
    double[] near = new double[samples];
    for (int round = 0; round < ROUNDS; round++) {
      // Three deviations hold a normal ground; the few levels more hold one without noise.
      double reach = 3 * noise + 4;
      double[][] normal = new double[TERMS][TERMS + 1];
      int count = 0;
      for (int y = stepY / 2; y < picture.height(); y += stepY) {
        for (int x = stepX / 2; x < picture.width(); x += stepX) {
          double residual = picture.at(y, x) - at(y, x);
          if (Math.abs(residual) <= reach) {
            near[count++] = residual;
            accumulate(normal, terms(y, x), residual);
          }
        }
      }
      if (count < 4 * TERMS) {
        return;
      }
      // Solving for the change keeps the numbers small, and no change is exactly none.
      double[] change = solve(normal);
      for (int i = 0; i < TERMS; i++) {
        surface[i] += change[i];
      }
      noise = deviation(Arrays.copyOf(near, count), 0);
    }
  }

  private double[] terms(int y, int x) {
    double v = v(y);
    double u = u(x);
    return new double[] {1, u, v, u * u, u * v, v * v};
  }

  private double v(int y) {
    return 2.0 * (y + 0.5) / picture.height() - 1;
  }

  private double u(int x) {
    return 2.0 * (x + 0.5) / picture.width() - 1;
  }

  private static void accumulate(double[][] normal, double[] terms, double residual) {
    for (int i = 0; i < TERMS; i++) {
      for (int j = 0; j < TERMS; j++) {
        normal[i][j] += terms[i] * terms[j];
      }
      normal[i][TERMS] += terms[i] * residual;
    }
  }

  /** Gauss elimination; the small ridge settles terms that the samples leave open. */
  private static double[] solve(double[][] normal) {
    for (int i = 0; i < TERMS; i++) {
      normal[i][i] += 1e-3;
    }
    for (int i = 0; i < TERMS; i++) {
      for (int j = i + 1; j < TERMS; j++) {
        double factor = normal[j][i] / normal[i][i];
        for (int k = i; k <= TERMS; k++) {
          normal[j][k] -= factor * normal[i][k];
        }
      }
    }
    double[] solution = new double[TERMS];
    for (int i = TERMS - 1; i >= 0; i--) {
      double sum = normal[i][TERMS];
      for (int j = i + 1; j < TERMS; j++) {
        sum -= normal[i][j] * solution[j];
      }
      solution[i] = sum / normal[i][i];
    }
    return solution;
  }

  private double[] border() {
    int height = picture.height();
    int width = picture.width();
    double[] border = new double[2 * (height + width)];
    int at = 0;
    for (int x = 0; x < width; x++) {
      border[at++] = picture.at(0, x);
      border[at++] = picture.at(height - 1, x);
    }
    for (int y = 0; y < height; y++) {
      border[at++] = picture.at(y, 0);
      border[at++] = picture.at(y, width - 1);
    }
    return border;
  }

  private double deviation(double[] values, double from) {
    double[] apart = new double[values.length];
    for (int i = 0; i < apart.length; i++) {
      apart[i] = Math.abs(values[i] - from);
    }
    return MAD_TO_SIGMA * median(apart);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
