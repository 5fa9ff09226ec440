package dev.fovea.train;

import dev.fovea.data.InputException;
import java.util.Arrays;
import java.util.List;

/**
 * Which images an epoch takes. It has as many as there are, whatever the choice; what is drawn
 * depends on the seed and the epoch alone. Of images on disk each window is drawn from by itself.
 */
public sealed interface Sampling {

  /** Each image once, in random order. */
  record Shuffled() implements Sampling {}

  /**
   * Draws a class, and then one of its images, again and again: an image may come several times, or
   * not at all. In each batch it is augmented anew.
   *
   * @param weights how often each class is drawn, in proportion; a class without images is never
   *     drawn. Empty: all alike
   */
  record ByClass(List<Double> weights) implements Sampling {

    /**
     * Checks the weights.
     *
     * @throws InputException if one is negative or infinite, or all are 0
     */
    public ByClass {
      weights = List.copyOf(weights);
      double sum = 0;
      for (double weight : weights) {
        if (!(weight >= 0) || Double.isInfinite(weight)) {
          throw new InputException("the weight of a class must be at least 0, not " + weight);
        }
        sum += weight;
      }
      if (!weights.isEmpty() && !(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
        throw new InputException("the weights of the classes must have a sum above 0, not " + sum);
      }
    }

    /** How often class {@code label} is drawn, in proportion. */
    double weight(int label) {
      return weights.isEmpty() ? 1 : weights.get(label);
    }
  }

  /** Each image once an epoch, in random order: what is done unless said otherwise. */
  static Sampling shuffled() {
    return new Shuffled();
  }

  /** All classes equally often, however many images they have. */
  static Sampling balanced() {
    return new ByClass(List.of());
  }

  /**
   * Each class in proportion to its weight, by label.
   *
   * @throws InputException if one is negative or infinite, or all are 0
   */
  static Sampling byClass(double... weights) {
    return new ByClass(Arrays.stream(weights).boxed().toList());
  }

  /**
   * Checks that there is a weight for each class.
   *
   * @throws InputException if not
   */
  default void check(int classes) {
    if (this instanceof ByClass(List<Double> weights)
        && !weights.isEmpty()
        && weights.size() != classes) {
      throw new InputException(
          "sampling needs a weight for each of %d classes, not %d"
              .formatted(classes, weights.size()));
    }
  }
}
