package dev.fovea.engine;

import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Shape;
import java.util.ArrayList;
import java.util.List;

/** Batch normalisation as its definition, in double precision. */
final class ReferenceBatchNorm {

  private ReferenceBatchNorm() {}

  /**
   * A batch normalised by itself, or by what is running.
   *
   * @param at where weight, bias, running mean and running variance begin, one after the other
   */
  static List<double[]> of(
      BatchNorm2d norm,
      boolean training,
      Shape in,
      List<double[]> xs,
      double[] parameters,
      int at) {
    int plane = in.height() * in.width();
    int channels = in.channels();
    List<double[]> ys = new ArrayList<>();
    for (double[] x : xs) {
      ys.add(new double[x.length]);
    }
    for (int c = 0; c < channels; c++) {
      double mean = parameters[at + 2 * channels + c];
      double variance = parameters[at + 3 * channels + c];
      if (training) {
        mean = mean(xs, c * plane, plane);
        variance = variance(xs, c * plane, plane, mean);
      }
      double sigma = Math.sqrt(variance + norm.epsilon());
      for (int n = 0; n < xs.size(); n++) {
        for (int i = c * plane; i < (c + 1) * plane; i++) {
          double normal = (xs.get(n)[i] - mean) / sigma;
          ys.get(n)[i] = normal * parameters[at + c] + parameters[at + channels + c];
        }
      }
    }
    return ys;
  }

  /** The mean over all images of a channel's elements. */
  private static double mean(List<double[]> xs, int from, int plane) {
    double sum = 0;
    for (double[] x : xs) {
      for (int i = from; i < from + plane; i++) {
        sum += x[i];
      }
    }
    return sum / (xs.size() * plane);
  }

  /** The mean of the squares of their differences from {@code mean}. */
  private static double variance(List<double[]> xs, int from, int plane, double mean) {
    double sum = 0;
    for (double[] x : xs) {
      for (int i = from; i < from + plane; i++) {
        sum += (x[i] - mean) * (x[i] - mean);
      }
    }
    return sum / (xs.size() * plane);
  }
}
