package dev.fovea.net;

import java.util.List;

/**
 * What a training makes small: how far the outputs of a network are from the labels, as an
 * immutable choice. Each means what PyTorch's loss of that name does, with its mean over a batch:
 * the sum over the images, divided by their number or, with class weights, by the sum of the
 * weights of their labels.
 *
 * <p>Below, z are the outputs for an image, y is its label and C the number of classes.
 */
public sealed interface Loss permits CrossEntropy, NegativeLogLikelihood, MeanSquaredError {

  /** How much an image of each class counts, by class; empty if all count 1. */
  List<Double> classWeights();

  /**
   * What a network is measured with, and trained with if nothing else is said: cross-entropy, or
   * what is the same for a network that ends in {@link Softmax} or {@link LogSoftmax}.
   */
  static Loss of(Network network) {
    return switch (Outputs.of(network)) {
      case LOGITS -> new CrossEntropy();
      case PROBABILITIES, LOG_PROBABILITIES -> new NegativeLogLikelihood();
    };
  }

  /**
   * Checks that this loss makes sense for the outputs of {@code network}.
   *
   * @throws IllegalArgumentException if not, saying what to take instead
   */
  default void check(Network network) {
    Outputs outputs = Outputs.of(network);
    boolean logits = outputs == Outputs.LOGITS;
    Layer last = network.nodes().getLast().layer();
    switch (this) {
      case CrossEntropy _ when !logits ->
          throw new IllegalArgumentException(
              ("network %s ends in %s, which cross-entropy computes by itself: take the negative"
                      + " log-likelihood, or drop that layer")
                  .formatted(network.name(), last));
      case NegativeLogLikelihood _ when logits ->
          throw new IllegalArgumentException(
              ("network %s ends in %s, but the negative log-likelihood needs LogSoftmax or Softmax"
                      + " at the end: add it, or take cross-entropy")
                  .formatted(network.name(), last));
      case MeanSquaredError _ when outputs == Outputs.LOG_PROBABILITIES ->
          throw new IllegalArgumentException(
              ("network %s ends in %s, whose outputs cannot come near the 0 and 1 of the mean"
                      + " squared error: take the negative log-likelihood, or end in Softmax")
                  .formatted(network.name(), last));
      case CrossEntropy _, NegativeLogLikelihood _, MeanSquaredError _ -> {}
    }
    int classes = network.output().size();
    if (!classWeights().isEmpty() && classWeights().size() != classes) {
      throw new IllegalArgumentException(
          "the loss has weights for %d classes, but network %s tells %d apart"
              .formatted(classWeights().size(), network.name(), classes));
    }
  }
}
