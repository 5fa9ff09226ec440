package dev.fovea.net;

import java.util.List;

/**
 * The negative logarithm of the probability of the label, {@code -z[y]} for a network that ends in
 * {@link LogSoftmax} as with PyTorch's {@code NLLLoss}, {@code -log(z[y])} for one that ends in
 * {@link Softmax} as with Keras' categorical cross-entropy. Both are the same as {@link
 * CrossEntropy} for the network without that layer. A probability below 2^-126, the smallest normal
 * float, counts as that: so the loss stays below 88 for each image, and its gradient is the true
 * one all the same.
 *
 * @param classWeights how much an image of each class counts: its loss is multiplied by the number
 *     of its label. Empty unless said, then all count 1
 */
public record NegativeLogLikelihood(List<Double> classWeights) implements Loss {

  /**
   * Checks the weights.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public NegativeLogLikelihood {
    classWeights = ClassWeights.check(classWeights);
  }

  /** With classes that all count the same. */
  public NegativeLogLikelihood() {
    this(List.of());
  }

  @Override
  public String toString() {
    return "negative log-likelihood" + ClassWeights.words(classWeights);
  }
}
