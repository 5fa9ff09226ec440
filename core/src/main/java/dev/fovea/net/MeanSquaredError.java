package dev.fovea.net;

import java.util.List;

/**
 * The mean over the classes of the squared distance of outputs and targets, {@code sum((z[c] -
 * t[c])^2) / C}, where the target t is 1 for the label and 0 for all others. PyTorch's {@code
 * MSELoss} with one-hot targets.
 */
public record MeanSquaredError() implements Loss {

  @Override
  public List<Double> classWeights() {
    return List.of();
  }

  @Override
  public String toString() {
    return "mean squared error";
  }
}
