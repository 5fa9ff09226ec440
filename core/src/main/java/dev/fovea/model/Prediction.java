package dev.fovea.model;

import dev.fovea.data.InputException;
import dev.fovea.net.Outputs;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What a model says about one image.
 *
 * @param ranked all classes, the likeliest first; among equals the first in order
 */
public record Prediction(List<Guess> ranked) {

  private static final Comparator<Guess> LIKELIEST_FIRST =
      (a, b) -> Double.compare(b.probability(), a.probability());

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

  /**
   * What the outputs of a network say.
   *
   * @param kind what they are
   * @param outputs one for each class
   * @throws InputException if they are no numbers that say anything: a value grew beyond what a
   *     float holds
   */
  static Prediction of(Outputs kind, double[] outputs, List<String> classes) {
    return switch (kind) {
      case LOGITS -> {
        // Infinite is what grew too large; only the logarithm of a probability may be.
        if (!Arrays.stream(outputs).allMatch(Double::isFinite)) {
          throw noAnswer("this image");
        }
        yield ofPowers(powers(outputs), classes);
      }
      // The softmax of logarithms of probabilities is these probabilities.
      case LOG_PROBABILITIES -> ofPowers(powers(outputs), classes);
      case PROBABILITIES -> ofPowers(outputs, classes);
    };
  }

  private static double[] powers(double[] logits) {
    double max = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      max = Math.max(max, logit);
    }
    double[] powers = new double[logits.length];
    for (int c = 0; c < logits.length; c++) {
      powers[c] = Math.exp(logits[c] - max);
    }
    return powers;
  }

  /**
   * What is said where a value on the way to the outputs is too large for a float, so that they
   * tell nothing.
   *
   * @param images which ones have no answer, as in "this image"
   */
  public static InputException noAnswer(String images) {
    return new InputException(
        "the model has no answer for %s: on the way values grew beyond what a float holds; use another model, or train it again with a smaller rate"
            .formatted(images));
  }

  private static Prediction ofPowers(double[] powers, List<String> classes) {
    double total = 0;
    for (double power : powers) {
      total += power;
    }
    if (!(total > 0 && total < Double.POSITIVE_INFINITY)) {
      throw noAnswer("this image");
    }
    Guess[] guesses = new Guess[powers.length];
    for (int c = 0; c < powers.length; c++) {
      guesses[c] = new Guess(c, classes.get(c), powers[c] / total);
    }
    Arrays.sort(guesses, LIKELIEST_FIRST);
    return new Prediction(List.of(guesses));
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
