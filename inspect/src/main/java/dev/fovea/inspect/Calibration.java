package dev.fovea.inspect;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a model's probabilities can be trusted: of all answers given with 80 % confidence, 80 %
 * should be right. Bins of equal width, as in Guo et al.: On Calibration of Modern Neural Networks,
 * 2017.
 *
 * @param bins from the least confident to the most; a bin holds its upper end, not its lower
 * @param expectedError the mean distance between confidence and accuracy, each bin counting as
 *     often as it has images
 * @param largestError the largest such distance of a bin that has images
 */
public record Calibration(List<Bin> bins, double expectedError, double largestError) {

  /** Bins unless said otherwise: those of the paper. */
  public static final int BINS = 15;

  /**
   * Images that were predicted with nearly the same confidence.
   *
   * @param from the lower end of their confidence
   * @param to the upper end
   * @param count how many there are
   * @param confidence the mean of their confidence; 0 if there are none
   * @param accuracy the share of them that was predicted right; 0 if there are none
   */
  public record Bin(double from, double to, int count, double confidence, double accuracy) {

    /** How far confidence and accuracy are apart. */
    public double gap() {
      return Math.abs(confidence - accuracy);
    }
  }

  /** Copies the bins. */
  public Calibration {
    bins = List.copyOf(bins);
  }

  /** With {@link #BINS} bins. */
  public static Calibration of(Predictions predictions) {
    return of(predictions, BINS);
  }

  /**
   * With so many bins.
   *
   * @param bins at least 1
   */
  public static Calibration of(Predictions predictions, int bins) {
    if (bins < 1) {
      throw new IllegalArgumentException("at least 1 bin is needed, not " + bins);
    }
    int[] counts = new int[bins];
    int[] right = new int[bins];
    double[] sums = new double[bins];
    for (int n = 0; n < predictions.count(); n++) {
      double confidence = predictions.confidence(n);
      int bin = Math.clamp((int) Math.ceil(confidence * bins) - 1, 0, bins - 1);
      counts[bin]++;
      sums[bin] += confidence;
      right[bin] += predictions.right(n) ? 1 : 0;
    }
    List<Bin> made = new ArrayList<>();
    double expected = 0;
    double largest = 0;
    for (int i = 0; i < bins; i++) {
      double from = i / (double) bins;
      double to = (i + 1) / (double) bins;
      int count = counts[i];
      double n = Math.max(1, count);
      Bin bin = new Bin(from, to, count, sums[i] / n, right[i] / n);
      made.add(bin);
      expected += count * bin.gap() / predictions.count();
      largest = Math.max(largest, bin.gap());
    }
    return new Calibration(made, expected, largest);
  }
}
