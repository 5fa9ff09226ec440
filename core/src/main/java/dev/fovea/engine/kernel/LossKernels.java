package dev.fovea.engine.kernel;

/**
 * The losses of one group of images and their gradients, for targets of any kind: t[c] is what
 * stands for class c in the targets of an image, z[c] its output.
 *
 * <p>All methods take the same. The gradient of lanes from {@code count} on becomes zero; their
 * losses mean nothing.
 *
 * <ul>
 *   <li>{@code views}: the outputs and their gradient
 *   <li>{@code at}: the block of the group, added to both
 *   <li>{@code targets}: where in {@code x} the targets begin, {@code [class][lane]}
 *   <li>{@code count}: images in the group, 1 to 16
 *   <li>{@code scale}: what the gradient is multiplied by
 *   <li>{@code scratch}: receives the loss of each lane, from its first float on
 * </ul>
 */
public interface LossKernels {

  /**
   * Cross-entropy with the softmax p of the outputs: the loss is {@code -sum(t[c] * log(p[c]))},
   * its gradient {@code p[c] * sum(t) - t[c]}.
   */
  void crossEntropy(
      LossViews views, float[] x, int at, int targets, int count, float scale, float[] scratch);

  /** Outputs that are logarithms of probabilities: {@code -sum(t[c] * z[c])}, and {@code -t[c]}. */
  void ofLogProbabilities(
      LossViews views, float[] x, int at, int targets, int count, float scale, float[] scratch);

  /**
   * Outputs that are probabilities, from a softmax: the loss is {@code -sum(t[c] * log(z[c]))},
   * where z counts as 2^-126 if it is smaller. The gradient is that of what went into the softmax,
   * {@code z[c] * sum(t) - t[c]}.
   */
  void ofProbabilities(
      LossViews views, float[] x, int at, int targets, int count, float scale, float[] scratch);

  /** The mean over the C classes of {@code (z[c] - t[c])^2}, and {@code 2 (z[c] - t[c]) / C}. */
  void squaredError(
      LossViews views, float[] x, int at, int targets, int count, float scale, float[] scratch);
}
