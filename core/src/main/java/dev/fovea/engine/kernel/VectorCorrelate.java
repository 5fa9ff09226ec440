package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.VectorKernels.S;

/**
 * {@link Kernels#correlate}, cut into tiles that stay in registers over all taps: 4 positions x 4
 * channels, or x 5 where that leaves less over.
 *
 * <p>Where a tile reaches beyond the last position or channel, that one is computed again and
 * written again with the same value: no other kernel is needed for the rest.
 */
final class VectorCorrelate {

  private static final int POSITIONS = 4;

  private VectorCorrelate() {}

  static void run(
      Correlation g,
      float[] x,
      int inAt,
      int outAt,
      float[] weights,
      int weightsAt,
      float[] bias,
      int biasAt,
      int p0,
      int p1,
      int c0,
      int c1) {
    boolean five = padded(c1 - c0, 5) <= padded(c1 - c0, 4);
    int channels = five ? 5 : 4;
    for (int p = p0; p < p1; p += POSITIONS) {
      // Channels inside: the inputs of four positions stay in the first cache meanwhile.
      for (int c = c0; c < c1; c += channels) {
        for (int lane = 0; lane < Lanes.COUNT; lane += S.length()) {
          int in = inAt + lane;
          int out = outAt + lane;
          if (five) {
            VectorCorrelate5.tile(
                g, x, in, out, weights, weightsAt, bias, biasAt, p, p1 - 1, c, c1 - 1);
          } else {
            VectorCorrelate4.tile(
                g, x, in, out, weights, weightsAt, bias, biasAt, p, p1 - 1, c, c1 - 1);
          }
        }
      }
    }
  }

  private static int padded(int channels, int tile) {
    return (channels + tile - 1) / tile * tile;
  }
}
