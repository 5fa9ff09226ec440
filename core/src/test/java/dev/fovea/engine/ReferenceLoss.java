package dev.fovea.engine;

import dev.fovea.net.CrossEntropy;
import dev.fovea.net.Loss;
import dev.fovea.net.MeanSquaredError;
import dev.fovea.net.NegativeLogLikelihood;
import dev.fovea.net.Outputs;
import java.util.List;

/** The losses by their definition, in double precision. */
final class ReferenceLoss {

  private ReferenceLoss() {}

  /** What a network is measured with, from its outputs for one image. */
  static double of(Outputs kind, double[] outputs, int label) {
    return switch (kind) {
      case LOGITS -> -logarithm(outputs, label);
      case PROBABILITIES -> -Math.log(outputs[label]);
      case LOG_PROBABILITIES -> -outputs[label];
    };
  }

  /**
   * The part of one image in the sum over a batch, from its logits.
   *
   * @param kind what the network makes of the logits
   * @param share of {@code label}; the rest is of {@code other}
   */
  static double of(Loss loss, Outputs kind, double[] logits, int label, int other, double share) {
    return switch (loss) {
      case CrossEntropy _, NegativeLogLikelihood _ ->
          share * surprise(loss, logits, label) + (1 - share) * surprise(loss, logits, other);
      case MeanSquaredError _ -> {
        double sum = 0;
        for (int c = 0; c < logits.length; c++) {
          double output = kind == Outputs.LOGITS ? logits[c] : Math.exp(logarithm(logits, c));
          double target = (c == label ? share : 0) + (c == other ? 1 - share : 0);
          sum += (output - target) * (output - target);
        }
        yield sum / logits.length;
      }
    };
  }

  /** What the sum over a batch is divided by: the part of one image. */
  static double weight(Loss loss, int label, int other, double share) {
    return share * weight(loss, label) + (1 - share) * weight(loss, other);
  }

  private static double weight(Loss loss, int label) {
    List<Double> weights = loss.classWeights();
    return weights.isEmpty() ? 1 : weights.get(label);
  }

  private static double surprise(Loss loss, double[] logits, int label) {
    double smoothing = loss instanceof CrossEntropy cross ? cross.labelSmoothing() : 0;
    double sum = (1 - smoothing) * weight(loss, label) * -logarithm(logits, label);
    for (int c = 0; c < logits.length; c++) {
      sum += smoothing / logits.length * weight(loss, c) * -logarithm(logits, c);
    }
    return sum;
  }

  /** Of the probability of a class. */
  private static double logarithm(double[] logits, int c) {
    double max = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      max = Math.max(max, logit);
    }
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit - max);
    }
    return logits[c] - max - Math.log(sum);
  }
}
