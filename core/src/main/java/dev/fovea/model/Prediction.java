package dev.fovea.model;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a model says about one image.
 *
 * @param ranked all classes, the likeliest first; among equals the first in order
 */
public record Prediction(List<Guess> ranked) {

  /**
   * One class.
   *
   * @param label its number
   * @param name its name
   * @param probability from 0 to 1; all together add to 1
   */
  public record Guess(int label, String name, double probability) {}

  /** Copies the classes. */
  public Prediction {
    ranked = List.copyOf(ranked);
  }

  /** The softmax of a network's outputs. */
  static Prediction ofLogits(double[] logits, List<String> classes) {
    double max = IntStream.range(0, logits.length).mapToDouble(c -> logits[c]).max().orElseThrow();
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit - max);
    }
    double total = sum;
    return new Prediction(
        IntStream.range(0, logits.length)
            .mapToObj(c -> new Guess(c, classes.get(c), Math.exp(logits[c] - max) / total))
            .sorted(Comparator.comparingDouble(Guess::probability).reversed())
            .toList());
  }

  /** The likeliest class. */
  public Guess best() {
    return ranked.getFirst();
  }

  /** The {@code n} likeliest classes, or all if there are fewer. */
  public List<Guess> top(int n) {
    return ranked.subList(0, Math.min(n, ranked.size()));
  }
}
