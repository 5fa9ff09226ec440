package dev.fovea.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How often images of each class were taken for each class. */
public final class ConfusionMatrix {

  private final List<String> classes;
  private final int[] counts;

  /**
   * Two classes that were confused.
   *
   * @param actual the class of the images
   * @param predicted what they were taken for
   * @param count how many of them
   * @param share how many of all images of the actual class, from 0 to 1
   */
  public record Pair(int actual, int predicted, int count, double share) {}

  private ConfusionMatrix(List<String> classes, int[] counts) {
    this.classes = classes;
    this.counts = counts;
  }

  /** Counts predictions. */
  public static ConfusionMatrix of(Predictions predictions) {
    int size = predictions.classes().size();
    int[] counts = new int[Math.multiplyExact(size, size)];
    for (int n = 0; n < predictions.count(); n++) {
      counts[predictions.labels()[n] * size + predictions.predicted()[n]]++;
    }
    return new ConfusionMatrix(predictions.classes(), counts);
  }

  /** The names of the classes. */
  public List<String> classes() {
    return classes;
  }

  /** How many images of class {@code actual} were taken for {@code predicted}. */
  public int count(int actual, int predicted) {
    return counts[actual * classes.size() + predicted];
  }

  /** How many images of a class there are: the sum of its row. */
  public int actual(int label) {
    int sum = 0;
    for (int c = 0; c < classes.size(); c++) {
      sum += count(label, c);
    }
    return sum;
  }

  /** How many images were taken for a class: the sum of its column. */
  public int predicted(int label) {
    int sum = 0;
    for (int c = 0; c < classes.size(); c++) {
      sum += count(c, label);
    }
    return sum;
  }

  /** All images. */
  public int total() {
    int sum = 0;
    for (int count : counts) {
      sum += count;
    }
    return sum;
  }

  /** The images on the diagonal. */
  public int correct() {
    int sum = 0;
    for (int c = 0; c < classes.size(); c++) {
      sum += count(c, c);
    }
    return sum;
  }

  /**
   * The pairs of different classes that were confused most often, the most frequent first, among
   * equals in the order of the classes. Pairs that never were are left out.
   *
   * @param most at most so many
   */
  public List<Pair> mostConfused(int most) {
    List<Pair> pairs = new ArrayList<>();
    for (int a = 0; a < classes.size(); a++) {
      double all = actual(a);
      for (int p = 0; p < classes.size(); p++) {
        if (a != p && count(a, p) > 0) {
          pairs.add(new Pair(a, p, count(a, p), count(a, p) / all));
        }
      }
    }
    pairs.sort(Comparator.comparingInt(Pair::count).reversed()); // stable
    return List.copyOf(pairs.subList(0, Math.min(most, pairs.size())));
  }
}
