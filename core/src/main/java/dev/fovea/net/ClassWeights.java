package dev.fovea.net;

import java.util.List;

/** The weights of classes in a loss. */
final class ClassWeights {

  private static final double LEAST = 1e-6;
  private static final double MOST = 1e6;

  private ClassWeights() {}

  /**
   * A copy of {@code weights}.
   *
   * @throws IllegalArgumentException if one is no number from 1e-6 to 1e6: beyond, the gradient of
   *     a batch of one class could leave the range of float
   */
  static List<Double> check(List<Double> weights) {
    for (int c = 0; c < weights.size(); c++) {
      double weight = weights.get(c);
      if (!(weight >= LEAST && weight <= MOST)) {
        throw new IllegalArgumentException(
            "the weight of a class must be from %s to %s, not %s as that of class %d"
                .formatted(LEAST, MOST, weight, c));
      }
    }
    return List.copyOf(weights);
  }

  /** As the end of a loss's description. */
  static String words(List<Double> weights) {
    return weights.isEmpty() ? "" : ", class weights " + weights;
  }
}
