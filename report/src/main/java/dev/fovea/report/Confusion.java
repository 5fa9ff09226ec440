package dev.fovea.report;

import dev.fovea.inspect.ConfusionMatrix;
import dev.fovea.inspect.Grid;
import dev.fovea.report.picture.Encoded;
import dev.fovea.report.picture.Rasters;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a model takes for what.
 *
 * @param matrix the counts
 * @param pairs those confused most often
 * @param picture of the counts, where there are too many classes for a table
 * @param side how wide the picture is shown
 */
record Confusion(
    ConfusionMatrix matrix, List<ConfusionMatrix.Pair> pairs, Optional<String> picture, int side) {

  private static final int MOST_IN_TABLE = 40;
  private static final int PAIRS = 8;

  static Confusion of(ConfusionMatrix matrix) {
    int classes = matrix.classes().size();
    if (classes <= MOST_IN_TABLE) {
      return new Confusion(matrix, matrix.mostConfused(PAIRS), Optional.empty(), 0);
    }
    float[] shares = new float[classes * classes];
    for (int a = 0; a < classes; a++) {
      for (int p = 0; p < classes; p++) {
        shares[a * classes + p] = (float) share(matrix, a, p);
      }
    }
    BufferedImage picture = Rasters.heat(new Grid(classes, classes, shares));
    return new Confusion(
        matrix,
        matrix.mostConfused(PAIRS),
        Optional.of(Encoded.dataUri(picture)),
        Math.max(classes, 500));
  }

  private static double share(ConfusionMatrix matrix, int actual, int predicted) {
    return matrix.count(actual, predicted) / (double) Math.max(1, matrix.actual(actual));
  }

  /** Side by side, if there is room for both. */
  String layout() {
    return size() <= 12 ? "grid" : "";
  }

  int size() {
    return matrix.classes().size();
  }

  String name(int label) {
    return matrix.classes().get(label);
  }

  int count(int actual, int predicted) {
    return matrix.count(actual, predicted);
  }

  /** How strong a cell is coloured, so that one mistake in a hundred is still seen. */
  String heat(int actual, int predicted) {
    return String.format(Locale.ROOT, "%.3f", Math.sqrt(share(matrix, actual, predicted)) * 0.9);
  }

  String style(int actual, int predicted) {
    String style = actual == predicted ? "right" : "";
    if (count(actual, predicted) == 0) {
      return (style + " zero").strip();
    }
    return (share(matrix, actual, predicted) > 0.4 ? style + " strong" : style).strip();
  }

  String words(int actual, int predicted) {
    return "%s of %s images of %s taken for %s"
        .formatted(
            Texts.count(count(actual, predicted)),
            Texts.count(matrix.actual(actual)),
            name(actual),
            name(predicted));
  }
}
