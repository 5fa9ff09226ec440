package dev.fovea.model;

import java.util.Locale;

/**
 * How well a model does on a data set.
 *
 * @param loss mean cross-entropy of an image, in nats, whatever the loss of the training was
 * @param correct images whose likeliest class is their label
 * @param total images
 */
public record Evaluation(double loss, int correct, int total) {

  /** The part that is right, from 0 to 1. */
  public double accuracy() {
    return (double) correct / total;
  }

  /** As the tutorials have it: {@code 98.93 % [9893/10000]}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.2f %% [%d/%d]", 100 * accuracy(), correct, total);
  }
}
