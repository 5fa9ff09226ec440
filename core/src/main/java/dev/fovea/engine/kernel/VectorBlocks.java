package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.VectorKernels.S;

import jdk.incubator.vector.FloatVector;

/**
 * {@link Kernels#correlateBlocks}. The unit of work is a vector of channels: a block, or a half or
 * a quarter of one where vectors are narrower. Enough sums in registers hide the latency of a fused
 * multiply-add: those of 6 positions x 2 units, which also fit into sixteen registers, or 8
 * positions of a last odd unit. Where there is only one position, as in a dense layer, each weight
 * is used once and must come from afar: 4 units will do.
 *
 * <p>Where positions or units are no multiple of the tile, the last one is computed more than once
 * and written again with the same value.
 */
final class VectorBlocks {

  private VectorBlocks() {}

  static void run(BlockCorrelation g, float[] x, float[] weights) {
    int units = Math.ceilDiv(g.channels(), S.length());
    if (g.positions() == 1) {
      for (int u = 0; u < units; u += 4) {
        row(g, x, weights, u, units - 1);
      }
      return;
    }
    // Positions inside: the weights of two units stay in a near cache meanwhile.
    for (int u = 0; u + 1 < units; u += 2) {
      for (int p = 0; p < g.positions(); p += 6) {
        tile(g, x, weights, u, p);
      }
    }
    if (units % 2 == 1) {
      for (int p = 0; p < g.positions(); p += 8) {
        column(g, x, weights, units - 1, p);
      }
    }
  }

  private static int weightsAt(BlockCorrelation g, int unit) {
    int channel = unit * S.length();
    return channel / Lanes.COUNT * g.weightBlock() + channel % Lanes.COUNT;
  }

  private static int outAt(BlockCorrelation g, int unit) {
    int channel = unit * S.length();
    return channel / Lanes.COUNT * g.outBlock() + channel % Lanes.COUNT;
  }

  /** 6 positions from {@code p} x units {@code u} and {@code u + 1}. */
  private static void tile(BlockCorrelation g, float[] x, float[] w, int u, int p) {
    int[] inTap = g.inTap();
    int[] inPos = g.inPos();
    int last = g.positions() - 1;
    int i0 = inPos[p];
    int i1 = inPos[Math.min(p + 1, last)];
    int i2 = inPos[Math.min(p + 2, last)];
    int i3 = inPos[Math.min(p + 3, last)];
    int i4 = inPos[Math.min(p + 4, last)];
    int i5 = inPos[Math.min(p + 5, last)];
    int v = weightsAt(g, u);
    int w1 = weightsAt(g, u + 1) - v;
    FloatVector a00 = FloatVector.fromArray(S, w, v);
    FloatVector a01 = a00;
    FloatVector a02 = a00;
    FloatVector a03 = a00;
    FloatVector a04 = a00;
    FloatVector a05 = a00;
    FloatVector a10 = FloatVector.fromArray(S, w, v + w1);
    FloatVector a11 = a10;
    FloatVector a12 = a10;
    FloatVector a13 = a10;
    FloatVector a14 = a10;
    FloatVector a15 = a10;
    for (int t = 0; t < inTap.length; t++) {
      v += Lanes.COUNT;
      int tap = inTap[t];
      FloatVector v0 = FloatVector.fromArray(S, w, v);
      FloatVector v1 = FloatVector.fromArray(S, w, v + w1);
      FloatVector in = FloatVector.broadcast(S, x[i0 + tap]);
      a00 = in.fma(v0, a00);
      a10 = in.fma(v1, a10);
      in = FloatVector.broadcast(S, x[i1 + tap]);
      a01 = in.fma(v0, a01);
      a11 = in.fma(v1, a11);
      in = FloatVector.broadcast(S, x[i2 + tap]);
      a02 = in.fma(v0, a02);
      a12 = in.fma(v1, a12);
      in = FloatVector.broadcast(S, x[i3 + tap]);
      a03 = in.fma(v0, a03);
      a13 = in.fma(v1, a13);
      in = FloatVector.broadcast(S, x[i4 + tap]);
      a04 = in.fma(v0, a04);
      a14 = in.fma(v1, a14);
      in = FloatVector.broadcast(S, x[i5 + tap]);
      a05 = in.fma(v0, a05);
      a15 = in.fma(v1, a15);
    }
    int[] out = g.outPos();
    int o0 = outAt(g, u);
    int o1 = outAt(g, u + 1);
    a00.intoArray(x, o0 + out[p]);
    a01.intoArray(x, o0 + out[Math.min(p + 1, last)]);
    a02.intoArray(x, o0 + out[Math.min(p + 2, last)]);
    a03.intoArray(x, o0 + out[Math.min(p + 3, last)]);
    a04.intoArray(x, o0 + out[Math.min(p + 4, last)]);
    a05.intoArray(x, o0 + out[Math.min(p + 5, last)]);
    a10.intoArray(x, o1 + out[p]);
    a11.intoArray(x, o1 + out[Math.min(p + 1, last)]);
    a12.intoArray(x, o1 + out[Math.min(p + 2, last)]);
    a13.intoArray(x, o1 + out[Math.min(p + 3, last)]);
    a14.intoArray(x, o1 + out[Math.min(p + 4, last)]);
    a15.intoArray(x, o1 + out[Math.min(p + 5, last)]);
  }

  /** 8 positions from {@code p} of unit {@code u}. */
  private static void column(BlockCorrelation g, float[] x, float[] w, int u, int p) {
    int[] inTap = g.inTap();
    int[] inPos = g.inPos();
    int last = g.positions() - 1;
    int i0 = inPos[p];
    int i1 = inPos[Math.min(p + 1, last)];
    int i2 = inPos[Math.min(p + 2, last)];
    int i3 = inPos[Math.min(p + 3, last)];
    int i4 = inPos[Math.min(p + 4, last)];
    int i5 = inPos[Math.min(p + 5, last)];
    int i6 = inPos[Math.min(p + 6, last)];
    int i7 = inPos[Math.min(p + 7, last)];
    int v = weightsAt(g, u);
    FloatVector a0 = FloatVector.fromArray(S, w, v);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector a4 = a0;
    FloatVector a5 = a0;
    FloatVector a6 = a0;
    FloatVector a7 = a0;
    for (int t = 0; t < inTap.length; t++) {
      v += Lanes.COUNT;
      int tap = inTap[t];
      FloatVector weight = FloatVector.fromArray(S, w, v);
      a0 = FloatVector.broadcast(S, x[i0 + tap]).fma(weight, a0);
      a1 = FloatVector.broadcast(S, x[i1 + tap]).fma(weight, a1);
      a2 = FloatVector.broadcast(S, x[i2 + tap]).fma(weight, a2);
      a3 = FloatVector.broadcast(S, x[i3 + tap]).fma(weight, a3);
      a4 = FloatVector.broadcast(S, x[i4 + tap]).fma(weight, a4);
      a5 = FloatVector.broadcast(S, x[i5 + tap]).fma(weight, a5);
      a6 = FloatVector.broadcast(S, x[i6 + tap]).fma(weight, a6);
      a7 = FloatVector.broadcast(S, x[i7 + tap]).fma(weight, a7);
    }
    int[] out = g.outPos();
    int o = outAt(g, u);
    a0.intoArray(x, o + out[p]);
    a1.intoArray(x, o + out[Math.min(p + 1, last)]);
    a2.intoArray(x, o + out[Math.min(p + 2, last)]);
    a3.intoArray(x, o + out[Math.min(p + 3, last)]);
    a4.intoArray(x, o + out[Math.min(p + 4, last)]);
    a5.intoArray(x, o + out[Math.min(p + 5, last)]);
    a6.intoArray(x, o + out[Math.min(p + 6, last)]);
    a7.intoArray(x, o + out[Math.min(p + 7, last)]);
  }

  /** The only position of units {@code u} to {@code u + 3}, where {@code last} is the last one. */
  private static void row(BlockCorrelation g, float[] x, float[] w, int u, int last) {
    int[] inTap = g.inTap();
    int i = g.inPos()[0];
    int v = weightsAt(g, u);
    int w1 = weightsAt(g, Math.min(u + 1, last)) - v;
    int w2 = weightsAt(g, Math.min(u + 2, last)) - v;
    int w3 = weightsAt(g, Math.min(u + 3, last)) - v;
    FloatVector a0 = FloatVector.fromArray(S, w, v);
    FloatVector a1 = FloatVector.fromArray(S, w, v + w1);
    FloatVector a2 = FloatVector.fromArray(S, w, v + w2);
    FloatVector a3 = FloatVector.fromArray(S, w, v + w3);
    for (int t = 0; t < inTap.length; t++) {
      v += Lanes.COUNT;
      FloatVector in = FloatVector.broadcast(S, x[i + inTap[t]]);
      a0 = in.fma(FloatVector.fromArray(S, w, v), a0);
      a1 = in.fma(FloatVector.fromArray(S, w, v + w1), a1);
      a2 = in.fma(FloatVector.fromArray(S, w, v + w2), a2);
      a3 = in.fma(FloatVector.fromArray(S, w, v + w3), a3);
    }
    int o = g.outPos()[0];
    a0.intoArray(x, o + outAt(g, u));
    a1.intoArray(x, o + outAt(g, Math.min(u + 1, last)));
    a2.intoArray(x, o + outAt(g, Math.min(u + 2, last)));
    a3.intoArray(x, o + outAt(g, Math.min(u + 3, last)));
  }
}
