package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.Lanes.COUNT;

/** The part of softmax and cross-entropy that goes image by image, for both kinds of kernels. */
final class SoftmaxResults {

  private SoftmaxResults() {}

  /**
   * Subtracts the target from the gradient and stores loss and prediction of each image.
   *
   * @param stats the largest logit of each lane, then the sum of exponentials of each lane
   */
  static void store(
      float[] x,
      int logitsAt,
      int dLogitsAt,
      int classes,
      int[] labels,
      int[] order,
      int from,
      int count,
      float scale,
      float[] losses,
      int[] predictions,
      int resultsAt,
      float[] stats) {
    for (int n = 0; n < count; n++) {
      int label = labels[order[from + n]];
      float max = stats[n];
      float logSum = (float) StrictMath.log(stats[COUNT + n]);
      losses[resultsAt + n] = logSum + (max - x[logitsAt + label * COUNT + n]);
      x[dLogitsAt + label * COUNT + n] -= scale;
      int best = 0;
      while (best < classes - 1 && x[logitsAt + best * COUNT + n] < max) {
        best++;
      }
      predictions[resultsAt + n] = best;
    }
  }
}
