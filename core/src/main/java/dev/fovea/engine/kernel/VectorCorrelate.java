package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.VectorKernels.S;

/**
 * {@link Kernels#correlate}, cut into tiles that stay in registers over all taps: positions x
 * channels, of the shapes below the one that computes least beyond the end.
 *
 * <p>Where a tile reaches beyond the last position or channel, that one is computed again and
 * written again with the same value: no other kernel is needed for the rest.
 */
final class VectorCorrelate {

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
    // By all positions and not by these, so that a layer always runs the same code.
    Shape shape = Shape.of(VectorKernels.FEW_REGISTERS, g.positions(), c1 - c0);
    if (shape == Shape.EIGHT_ONE && g.taps() == VectorCorrelate9.TAPS) {
      for (int c = c0; c < c1; c++) {
        VectorCorrelate9.run(g, x, inAt, outAt, weights, weightsAt, bias, biasAt, p0, p1, c);
      }
      return;
    }
    for (int p = p0; p < p1; p += shape.positions) {
      // Channels inside: the inputs of these positions stay in the first cache meanwhile.
      for (int c = c0; c < c1; c += shape.channels) {
        for (int lane = 0; lane < Lanes.COUNT; lane += S.length()) {
          int in = inAt + lane;
          int out = outAt + lane;
          int p9 = p1 - 1;
          int c9 = c1 - 1;
          switch (shape) {
            case FOUR_FOUR ->
                VectorCorrelate4x4.tile(
                    g, x, in, out, weights, weightsAt, bias, biasAt, p, p9, c, c9);
            case FOUR_FIVE ->
                VectorCorrelate4x5.tile(
                    g, x, in, out, weights, weightsAt, bias, biasAt, p, p9, c, c9);
            case THREE_EIGHT ->
                VectorCorrelate3x8.tile(
                    g, x, in, out, weights, weightsAt, bias, biasAt, p, p9, c, c9);
            case TWO_TEN ->
                VectorCorrelate2x10.tile(
                    g, x, in, out, weights, weightsAt, bias, biasAt, p, p9, c, c9);
            case THREE_FOUR ->
                VectorCorrelate3x4.tile(
                    g, x, in, out, weights, weightsAt, bias, biasAt, p, p9, c, c9);
            case TWO_FIVE ->
                VectorCorrelate2x5.tile(
                    g, x, in, out, weights, weightsAt, bias, biasAt, p, p9, c, c9);
            case EIGHT_ONE ->
                VectorCorrelate8x1.tile(g, x, in, out, weights, weightsAt, bias, biasAt, p, p9, c);
          }
        }
      }
    }
  }

  /** Positions and channels of a tile. */
  enum Shape {
    FOUR_FIVE(4, 5),
    FOUR_FOUR(4, 4),
    THREE_EIGHT(3, 8),
    TWO_TEN(2, 10),
    THREE_FOUR(3, 4),
    TWO_FIVE(2, 5),
    EIGHT_ONE(8, 1);

    /** So few channels would leave half of the other tiles or more unused. */
    private static final int FEW_CHANNELS = 2;

    private static final Shape[] MANY = {FOUR_FIVE, FOUR_FOUR, THREE_EIGHT, TWO_TEN};
    private static final Shape[] FEW = {THREE_FOUR, TWO_FIVE};

    final int positions;
    final int channels;

    Shape(int positions, int channels) {
      this.positions = positions;
      this.channels = channels;
    }

    /** The first of those that fit the registers and waste least. */
    static Shape of(boolean fewRegisters, int positions, int channels) {
      if (channels <= FEW_CHANNELS) {
        return EIGHT_ONE;
      }
      Shape[] shapes = fewRegisters ? FEW : MANY;
      Shape best = shapes[0];
      for (int i = 1; i < shapes.length; i++) {
        if (shapes[i].work(positions, channels) < best.work(positions, channels)) {
          best = shapes[i];
        }
      }
      return best;
    }

    private long work(int ofPositions, int ofChannels) {
      int down = (ofPositions + positions - 1) / positions * positions;
      int across = (ofChannels + channels - 1) / channels * channels;
      return (long) down * across;
    }
  }
}
