package dev.fovea.net;

import java.util.List;

/**
 * Cross-entropy of the softmax of a network's outputs: {@code -sum(t[c] * log(softmax(z)[c]))} with
 * the targets t, which are 1 for the label and 0 for all others. PyTorch's {@code
 * CrossEntropyLoss}.
 *
 * @param labelSmoothing how much of the targets is taken from the label and spread evenly over all
 *     classes, the label among them: from 0 up to but without 1; 0 unless said, 0.1 is usual
 * @param classWeights how much an image of each class counts: the target of class c is multiplied
 *     by number c. Empty unless said, then all count 1
 */
public record CrossEntropy(double labelSmoothing, List<Double> classWeights) implements Loss {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public CrossEntropy {
    if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
      throw new IllegalArgumentException(
          "the label smoothing must be from 0 to less than 1, not " + labelSmoothing);
    }
    classWeights = ClassWeights.check(classWeights);
  }

  /** With label smoothing, and classes that all count the same. */
  public CrossEntropy(double labelSmoothing) {
    this(labelSmoothing, List.of());
  }

  /** Without label smoothing, and classes that all count the same. */
  public CrossEntropy() {
    this(0);
  }

  @Override
  public String toString() {
    String smoothing = labelSmoothing == 0 ? "" : ", label smoothing " + labelSmoothing;
    return "cross-entropy" + smoothing + ClassWeights.words(classWeights);
  }
}
