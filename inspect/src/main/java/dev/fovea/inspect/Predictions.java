package dev.fovea.inspect;

import dev.fovea.data.ImageSet;
import dev.fovea.data.InputException;
import dev.fovea.model.LayerOutputs;
import dev.fovea.model.LayerRows;
import dev.fovea.model.Model;
import dev.fovea.model.Prediction;
import dev.fovea.net.Outputs;
import java.util.List;

/**
 * What a model says about each image of a set: the ground on which all numbers here stand. They are
 * those of the plan that evaluates, so that right and wrong are the same images as there.
 *
 * <p>The arrays are not copied.
 *
 * @param classes the names of the classes
 * @param labels the true class of each image
 * @param predicted the likeliest class of each; among equals the first
 * @param ranks how many classes each image's true one comes after: 0 if it was predicted
 * @param probabilities {@code [image][class]}, from 0 to 1, of each image together 1
 */
public record Predictions(
    List<String> classes, int[] labels, int[] predicted, int[] ranks, float[] probabilities) {

  /** Copies the names. */
  public Predictions {
    classes = List.copyOf(classes);
  }

  /**
   * Of a model.
   *
   * @param threads how many share the work; the result does not depend on it
   * @throws InputException if images or classes are not the model's, there are no images, they
   *     cannot be read, or a value in the network grows beyond what a float holds
   */
  public static Predictions of(Model model, ImageSet data, int threads) {
    LayerRows rows;
    try (LayerOutputs outputs = new LayerOutputs(model, threads)) {
      rows = outputs.of(data);
    }
    return of(Outputs.of(model.network()), model.classes(), rows.labels(), rows.values());
  }

  /**
   * Of numbers that a network ended in.
   *
   * @param kind what they are
   * @param outputs {@code [image][class]}
   * @throws InputException if those of an image are no numbers that say anything
   */
  static Predictions of(Outputs kind, List<String> classes, int[] labels, float[] outputs) {
    int size = classes.size();
    int[] predicted = new int[labels.length];
    int[] ranks = new int[labels.length];
    float[] probabilities = new float[outputs.length];
    for (int n = 0; n < labels.length; n++) {
      int at = n * size;
      int best = 0;
      for (int c = 0; c < size; c++) {
        best = outputs[at + c] > outputs[at + best] ? c : best;
        float own = outputs[at + labels[n]];
        boolean before = outputs[at + c] > own || (outputs[at + c] == own && c < labels[n]);
        ranks[n] += before ? 1 : 0;
      }
      predicted[n] = best;
      probabilities(kind, outputs, at, size, outputs[at + best], probabilities);
    }
    return new Predictions(classes, labels, predicted, ranks, probabilities);
  }

  private static void probabilities(
      Outputs kind, float[] outputs, int at, int size, double largest, float[] probabilities) {
    double[] powers = new double[size];
    double total = 0;
    boolean said = true;
    for (int c = 0; c < size; c++) {
      // Infinite is what grew too large; only the logarithm of a probability may be.
      said &= kind != Outputs.LOGITS || Float.isFinite(outputs[at + c]);
      powers[c] =
          switch (kind) {
            // The softmax of logarithms of probabilities is these probabilities.
            case LOGITS, LOG_PROBABILITIES -> Math.exp(outputs[at + c] - largest);
            case PROBABILITIES -> outputs[at + c];
          };
      total += powers[c];
    }
    if (!(said && total > 0 && total < Double.POSITIVE_INFINITY)) {
      throw Prediction.noAnswer("image " + at / size);
    }
    for (int c = 0; c < size; c++) {
      probabilities[at + c] = (float) (powers[c] / total);
    }
  }

  /** How many images there are. */
  public int count() {
    return labels.length;
  }

  /** Whether the true class of an image was predicted. */
  public boolean right(int image) {
    return predicted[image] == labels[image];
  }

  /** How many images were predicted right. */
  public int correct() {
    int correct = 0;
    for (int n = 0; n < count(); n++) {
      correct += right(n) ? 1 : 0;
    }
    return correct;
  }

  /** How likely the model finds a class for an image. */
  public double probability(int image, int label) {
    return probabilities[image * classes.size() + label];
  }

  /** How likely the model finds the class that it predicts. */
  public double confidence(int image) {
    return probability(image, predicted[image]);
  }
}
