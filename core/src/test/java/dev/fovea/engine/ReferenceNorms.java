package dev.fovea.engine;

import dev.fovea.net.LayerNorm;
import dev.fovea.net.LocalResponseNorm;
import dev.fovea.net.Shape;
import java.util.Arrays;

/** Normalisations of a single image as their definitions. */
final class ReferenceNorms {

  private ReferenceNorms() {}

  static double[] layer(LayerNorm norm, double[] x, double[] parameters, int weightsAt) {
    double mean = Arrays.stream(x).average().orElseThrow();
    double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] =
          (x[i] - mean) / Math.sqrt(variance + norm.epsilon()) * parameters[weightsAt + i]
              + parameters[weightsAt + x.length + i];
    }
    return y;
  }

  static double[] response(LocalResponseNorm norm, Shape in, double[] x) {
    double[] y = new double[x.length];
    int plane = in.height() * in.width();
    for (int i = 0; i < y.length; i++) {
      int first = i / plane - norm.size() / 2;
      double sum = 0;
      for (int c = Math.max(0, first); c < Math.min(in.channels(), first + norm.size()); c++) {
        double v = x[c * plane + i % plane];
        sum += v * v;
      }
      y[i] = x[i] / Math.pow(norm.k() + norm.alpha() * sum / norm.size(), norm.beta());
    }
    return y;
  }
}
