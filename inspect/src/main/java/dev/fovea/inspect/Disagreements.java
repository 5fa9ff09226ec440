package dev.fovea.inspect;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Images that models take for different classes, those that they are surest of first. */
public final class Disagreements {

  private Disagreements() {}

  /**
   * What one model says of an image.
   *
   * @param predicted the class that it takes it for
   * @param confidence how likely it finds that, from 0 to 1
   */
  public record Answer(int predicted, double confidence) {}

  /**
   * An image that is not the same to all.
   *
   * @param image its number in the set
   * @param label its true class
   * @param answers of each model, in their order
   */
  public record Disagreement(int image, int label, List<Answer> answers) {

    /** Copies the answers. */
    public Disagreement {
      answers = List.copyOf(answers);
    }

    /**
     * How sure two of the models are that contradict each other: of each such pair the less sure
     * one counts, and of these the largest.
     */
    double contradiction() {
      double largest = 0;
      for (Answer a : answers) {
        for (Answer b : answers) {
          if (a.predicted() != b.predicted()) {
            largest = Math.max(largest, Math.min(a.confidence(), b.confidence()));
          }
        }
      }
      return largest;
    }
  }

  /**
   * How many images at least two models take for different classes.
   *
   * @param models what each says about the same images; at least one
   * @throws IllegalArgumentException if the images have other labels
   */
  public static int count(List<Predictions> models) {
    return Math.toIntExact(images(models).count());
  }

  /**
   * The most confident of them: those first on which models that contradict each other are sure;
   * among equals the first image first.
   *
   * @param models what each says about the same images; at least one
   * @param most at most so many
   * @throws IllegalArgumentException if the images have other labels
   */
  public static List<Disagreement> of(List<Predictions> models, int most) {
    return images(models)
        .mapToObj(n -> disagreement(models, n))
        .sorted(Comparator.comparingDouble(Disagreement::contradiction).reversed())
        .limit(most)
        .toList();
  }

  private static IntStream images(List<Predictions> models) {
    Predictions first = models.getFirst();
    for (Predictions other : models) {
      if (!Arrays.equals(first.labels(), other.labels())) {
        throw new IllegalArgumentException("predictions of other images");
      }
    }
    return IntStream.range(0, first.count())
        .filter(n -> models.stream().anyMatch(m -> m.predicted()[n] != first.predicted()[n]));
  }

  private static Disagreement disagreement(List<Predictions> models, int n) {
    return new Disagreement(
        n,
        models.getFirst().labels()[n],
        models.stream().map(m -> new Answer(m.predicted()[n], m.confidence(n))).toList());
  }
}
