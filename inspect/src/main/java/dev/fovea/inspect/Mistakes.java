package dev.fovea.inspect;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Images that a model got wrong, those that it was surest of first. */
public final class Mistakes {

  private Mistakes() {}

  /**
   * An image that was taken for another class.
   *
   * @param image its number in the set
   * @param label its true class
   * @param predicted what it was taken for
   * @param confidence how likely the model found that, from 0 to 1
   * @param probability how likely it found the true class
   */
  public record Mistake(
      int image, int label, int predicted, double confidence, double probability) {}

  /**
   * The most confident mistakes; among equals the first image first.
   *
   * @param most at most so many
   */
  public static List<Mistake> of(Predictions predictions, int most) {
    return IntStream.range(0, predictions.count())
        .filter(n -> !predictions.right(n))
        .mapToObj(n -> mistake(predictions, n))
        .sorted(Comparator.comparingDouble(Mistake::confidence).reversed())
        .limit(most)
        .toList();
  }

  private static Mistake mistake(Predictions predictions, int n) {
    int label = predictions.labels()[n];
    return new Mistake(
        n,
        label,
        predictions.predicted()[n],
        predictions.confidence(n),
        predictions.probability(n, label));
  }
}
