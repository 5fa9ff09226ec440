package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.VectorKernels.S;

import jdk.incubator.vector.FloatVector;

/**
 * {@link Kernels#correlateWeights}: 5 taps x 4 channels in registers, or x 2 where there are few
 * registers, one loop over the positions of a stretch; the sixteen lanes are added at its end.
 *
 * <p>Five taps because the kernels of small networks have 25 (and nine waste only a tenth). Taps
 * and channels beyond the last are the last one again, and not written.
 */
final class VectorWeights {

  private static final int TAPS = 5;
  private static final int CHANNELS = 4;

  /** Tiles of taps whose inputs, over a stretch of positions, fit the cache near the core. */
  private static final int BLOCK = 6;

  /** So few channels would leave half of a tile or more unused: they have tiles of their own. */
  private static final int FEW_CHANNELS = 2;

  private VectorWeights() {}

  static int tiles(Correlation g, int channels) {
    return g.channels() <= FEW_CHANNELS
        ? VectorWeights9x1.tiles(g, channels)
        : tapTiles(g) * ((channels + CHANNELS - 1) / CHANNELS);
  }

  private static int tapTiles(Correlation g) {
    return (g.taps() + TAPS - 1) / TAPS;
  }

  static void run(
      Correlation g,
      float[] x,
      int inAt,
      int outAt,
      int groups,
      int groupStride,
      float[] gradient,
      int gradientAt,
      int tile0,
      int tile1,
      float[] scratch) {
    if (g.channels() <= FEW_CHANNELS) {
      VectorWeights9x1.run(
          g, x, inAt, outAt, groups, groupStride, gradient, gradientAt, tile0, tile1, scratch);
      return;
    }
    int groupStep = Stretches.groups(g.positions());
    int step = Stretches.positions(g.positions());
    for (int first = 0; first < groups; first += groupStep) {
      int count = Math.min(groupStep, groups - first);
      int at = first * groupStride;
      for (int p0 = 0; p0 < g.positions(); p0 += step) {
        int p1 = Math.min(p0 + step, g.positions());
        boolean add = first + p0 > 0;
        // Few taps at once: their inputs stay in the cache for all channels.
        for (int t0 = 0; t0 < tapTiles(g); t0 += BLOCK) {
          int t1 = Math.min(t0 + BLOCK, tapTiles(g));
          block(
              g,
              x,
              inAt + at,
              outAt + at,
              count,
              groupStride,
              p0,
              p1,
              gradient,
              gradientAt,
              tile0,
              tile1,
              t0,
              t1,
              add,
              scratch);
        }
      }
    }
  }

  /** Those of the tiles that have tiles {@code t0} to {@code t1} of the taps. */
  private static void block(
      Correlation g,
      float[] x,
      int inAt,
      int outAt,
      int groups,
      int groupStride,
      int p0,
      int p1,
      float[] gradient,
      int gradientAt,
      int tile0,
      int tile1,
      int t0,
      int t1,
      boolean add,
      float[] scratch) {
    int tapTiles = tapTiles(g);
    for (int row = tile0 / tapTiles * tapTiles; row < tile1; row += tapTiles) {
      for (int tile = Math.max(tile0, row + t0); tile < Math.min(tile1, row + t1); tile++) {
        int t = (tile - row) * TAPS;
        int c = row / tapTiles * CHANNELS;
        sums(g, x, inAt, outAt, groups, groupStride, p0, p1, t, c, scratch);
        // What is beyond the last tap or channel is there twice, and must not be added twice.
        for (int i = 0; i < Math.min(CHANNELS, g.channels() - c); i++) {
          int to = gradientAt + (c + i) * g.weightChannel();
          for (int k = 0; k < Math.min(TAPS, g.taps() - t); k++) {
            int at = to + g.weightTap()[t + k];
            float sum = Lanes.sum(scratch, (i * TAPS + k) * Lanes.COUNT);
            gradient[at] = add ? gradient[at] + sum : sum;
          }
        }
      }
    }
  }

  /** The sums of 5 taps from {@code t} on x 4 channels from {@code c} on, lane by lane. */
  private static void sums(
      Correlation g,
      float[] x,
      int inAt,
      int outAt,
      int groups,
      int groupStride,
      int p0,
      int p1,
      int t,
      int c,
      float[] scratch) {
    int[] tap = g.inTap();
    int lastTap = g.taps() - 1;
    int lastChannel = g.channels() - 1;
    for (int lane = 0; lane < Lanes.COUNT; lane += S.length()) {
      int in = inAt + lane;
      int out = outAt + lane;
      int i0 = in + tap[t];
      int i1 = in + tap[Math.min(t + 1, lastTap)];
      int i2 = in + tap[Math.min(t + 2, lastTap)];
      int i3 = in + tap[Math.min(t + 3, lastTap)];
      int i4 = in + tap[Math.min(t + 4, lastTap)];
      int d0 = out + c * g.outChannel();
      int d1 = out + Math.min(c + 1, lastChannel) * g.outChannel();
      int d2 = out + Math.min(c + 2, lastChannel) * g.outChannel();
      int d3 = out + Math.min(c + 3, lastChannel) * g.outChannel();
      int[] inPos = g.inPos();
      int[] outPos = g.outPos();
      float[] s = scratch;
      if (VectorKernels.FEW_REGISTERS) {
        int second = lane + 2 * TAPS * Lanes.COUNT;
        sum2(x, i0, i1, i2, i3, i4, inPos, d0, d1, outPos, p0, p1, groups, groupStride, s, lane);
        sum2(x, i0, i1, i2, i3, i4, inPos, d2, d3, outPos, p0, p1, groups, groupStride, s, second);
      } else {
        sum4(
            x,
            i0,
            i1,
            i2,
            i3,
            i4,
            inPos,
            d0,
            d1,
            d2,
            d3,
            outPos,
            p0,
            p1,
            groups,
            groupStride,
            s,
            lane);
      }
    }
  }

  private static void sum4(
      float[] x,
      int i0,
      int i1,
      int i2,
      int i3,
      int i4,
      int[] inPos,
      int d0,
      int d1,
      int d2,
      int d3,
      int[] outPos,
      int p0,
      int p1,
      int groups,
      int groupStride,
      float[] s,
      int lane) {
    FloatVector zero = FloatVector.zero(S);
    FloatVector a00 = zero;
    FloatVector a01 = zero;
    FloatVector a02 = zero;
    FloatVector a03 = zero;
    FloatVector a04 = zero;
    FloatVector a10 = zero;
    FloatVector a11 = zero;
    FloatVector a12 = zero;
    FloatVector a13 = zero;
    FloatVector a14 = zero;
    FloatVector a20 = zero;
    FloatVector a21 = zero;
    FloatVector a22 = zero;
    FloatVector a23 = zero;
    FloatVector a24 = zero;
    FloatVector a30 = zero;
    FloatVector a31 = zero;
    FloatVector a32 = zero;
    FloatVector a33 = zero;
    FloatVector a34 = zero;
    for (int group = 0; group < groups; group++) {
      int at = group * groupStride;
      for (int p = p0; p < p1; p++) {
        int in = at + inPos[p];
        FloatVector x0 = FloatVector.fromArray(S, x, i0 + in);
        FloatVector x1 = FloatVector.fromArray(S, x, i1 + in);
        FloatVector x2 = FloatVector.fromArray(S, x, i2 + in);
        FloatVector x3 = FloatVector.fromArray(S, x, i3 + in);
        FloatVector x4 = FloatVector.fromArray(S, x, i4 + in);
        int out = at + outPos[p];
        FloatVector d = FloatVector.fromArray(S, x, d0 + out);
        a00 = d.fma(x0, a00);
        a01 = d.fma(x1, a01);
        a02 = d.fma(x2, a02);
        a03 = d.fma(x3, a03);
        a04 = d.fma(x4, a04);
        d = FloatVector.fromArray(S, x, d1 + out);
        a10 = d.fma(x0, a10);
        a11 = d.fma(x1, a11);
        a12 = d.fma(x2, a12);
        a13 = d.fma(x3, a13);
        a14 = d.fma(x4, a14);
        d = FloatVector.fromArray(S, x, d2 + out);
        a20 = d.fma(x0, a20);
        a21 = d.fma(x1, a21);
        a22 = d.fma(x2, a22);
        a23 = d.fma(x3, a23);
        a24 = d.fma(x4, a24);
        d = FloatVector.fromArray(S, x, d3 + out);
        a30 = d.fma(x0, a30);
        a31 = d.fma(x1, a31);
        a32 = d.fma(x2, a32);
        a33 = d.fma(x3, a33);
        a34 = d.fma(x4, a34);
      }
    }
    a00.intoArray(s, lane);
    a01.intoArray(s, lane + 16);
    a02.intoArray(s, lane + 32);
    a03.intoArray(s, lane + 48);
    a04.intoArray(s, lane + 64);
    a10.intoArray(s, lane + 80);
    a11.intoArray(s, lane + 96);
    a12.intoArray(s, lane + 112);
    a13.intoArray(s, lane + 128);
    a14.intoArray(s, lane + 144);
    a20.intoArray(s, lane + 160);
    a21.intoArray(s, lane + 176);
    a22.intoArray(s, lane + 192);
    a23.intoArray(s, lane + 208);
    a24.intoArray(s, lane + 224);
    a30.intoArray(s, lane + 240);
    a31.intoArray(s, lane + 256);
    a32.intoArray(s, lane + 272);
    a33.intoArray(s, lane + 288);
    a34.intoArray(s, lane + 304);
  }

  private static void sum2(
      float[] x,
      int i0,
      int i1,
      int i2,
      int i3,
      int i4,
      int[] inPos,
      int d0,
      int d1,
      int[] outPos,
      int p0,
      int p1,
      int groups,
      int groupStride,
      float[] s,
      int to) {
    FloatVector zero = FloatVector.zero(S);
    FloatVector a00 = zero;
    FloatVector a01 = zero;
    FloatVector a02 = zero;
    FloatVector a03 = zero;
    FloatVector a04 = zero;
    FloatVector a10 = zero;
    FloatVector a11 = zero;
    FloatVector a12 = zero;
    FloatVector a13 = zero;
    FloatVector a14 = zero;
    for (int group = 0; group < groups; group++) {
      int at = group * groupStride;
      for (int p = p0; p < p1; p++) {
        int in = at + inPos[p];
        FloatVector x0 = FloatVector.fromArray(S, x, i0 + in);
        FloatVector x1 = FloatVector.fromArray(S, x, i1 + in);
        FloatVector x2 = FloatVector.fromArray(S, x, i2 + in);
        FloatVector x3 = FloatVector.fromArray(S, x, i3 + in);
        FloatVector x4 = FloatVector.fromArray(S, x, i4 + in);
        int out = at + outPos[p];
        FloatVector d = FloatVector.fromArray(S, x, d0 + out);
        a00 = d.fma(x0, a00);
        a01 = d.fma(x1, a01);
        a02 = d.fma(x2, a02);
        a03 = d.fma(x3, a03);
        a04 = d.fma(x4, a04);
        d = FloatVector.fromArray(S, x, d1 + out);
        a10 = d.fma(x0, a10);
        a11 = d.fma(x1, a11);
        a12 = d.fma(x2, a12);
        a13 = d.fma(x3, a13);
        a14 = d.fma(x4, a14);
      }
    }
    a00.intoArray(s, to);
    a01.intoArray(s, to + 16);
    a02.intoArray(s, to + 32);
    a03.intoArray(s, to + 48);
    a04.intoArray(s, to + 64);
    a10.intoArray(s, to + 80);
    a11.intoArray(s, to + 96);
    a12.intoArray(s, to + 112);
    a13.intoArray(s, to + 128);
    a14.intoArray(s, to + 144);
  }
}
