package dev.fovea.engine;

import dev.fovea.engine.kernel.BatchNormKernels;

/**
 * Where a batch normalisation keeps what it measures, as {@link BatchNormKernels} says.
 *
 * @param linesAt where among the shared floats the channels' lines begin
 * @param sumsAt where in the block of a group its sums do; -1 in a plan that only predicts
 * @param largestAt where in that block the inputs lie that were the largest of their windows, if
 *     the output is pooled at once; -1 otherwise
 */
record NormPlace(int linesAt, int sumsAt, int largestAt) {

  /** Where a thread finds the lines. */
  int lines(Frame f) {
    return f.shared + linesAt;
  }
}
