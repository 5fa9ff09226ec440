package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.VectorKernels.S;

import jdk.incubator.vector.FloatVector;

/**
 * {@link Kernels#correlate}: 4 positions x 4 channels in registers, one loop over the taps.
 *
 * <p>For each tap 4 rows of lanes are loaded and 4 weights broadcast for 16 fused multiply-adds.
 * Where positions or channels are no multiple of 4, the last one is computed more than once and
 * written again with the same value: no second kernel is needed for the rest.
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
    int[] in = g.inPos();
    int[] out = g.outPos();
    for (int p = p0; p < p1; p += 4) {
      int q1 = Math.min(p + 1, p1 - 1);
      int q2 = Math.min(p + 2, p1 - 1);
      int q3 = Math.min(p + 3, p1 - 1);
      // Channels inside: the inputs of four positions stay in the first cache meanwhile.
      for (int c = c0; c < c1; c += 4) {
        int d1 = Math.min(c + 1, c1 - 1);
        int d2 = Math.min(c + 2, c1 - 1);
        int d3 = Math.min(c + 3, c1 - 1);
        for (int lane = 0; lane < Lanes.COUNT; lane += S.length()) {
          int from = inAt + lane;
          int to = outAt + lane;
          tile(
              x,
              from + in[p],
              from + in[q1],
              from + in[q2],
              from + in[q3],
              g.inTap(),
              weights,
              weightsAt + c * g.weightChannel(),
              weightsAt + d1 * g.weightChannel(),
              weightsAt + d2 * g.weightChannel(),
              weightsAt + d3 * g.weightChannel(),
              g.weightTap(),
              bias == null ? 0f : bias[biasAt + c],
              bias == null ? 0f : bias[biasAt + d1],
              bias == null ? 0f : bias[biasAt + d2],
              bias == null ? 0f : bias[biasAt + d3],
              to + out[p],
              to + out[q1],
              to + out[q2],
              to + out[q3],
              c * g.outChannel(),
              d1 * g.outChannel(),
              d2 * g.outChannel(),
              d3 * g.outChannel());
        }
      }
    }
  }

  private static void tile(
      float[] x,
      int i0,
      int i1,
      int i2,
      int i3,
      int[] inTap,
      float[] w,
      int w0,
      int w1,
      int w2,
      int w3,
      int[] weightTap,
      float b0,
      float b1,
      float b2,
      float b3,
      int o0,
      int o1,
      int o2,
      int o3,
      int c0,
      int c1,
      int c2,
      int c3) {
    FloatVector a00 = FloatVector.broadcast(S, b0);
    FloatVector a01 = a00;
    FloatVector a02 = a00;
    FloatVector a03 = a00;
    FloatVector a10 = FloatVector.broadcast(S, b1);
    FloatVector a11 = a10;
    FloatVector a12 = a10;
    FloatVector a13 = a10;
    FloatVector a20 = FloatVector.broadcast(S, b2);
    FloatVector a21 = a20;
    FloatVector a22 = a20;
    FloatVector a23 = a20;
    FloatVector a30 = FloatVector.broadcast(S, b3);
    FloatVector a31 = a30;
    FloatVector a32 = a30;
    FloatVector a33 = a30;
    for (int t = 0; t < inTap.length; t++) {
      int tap = inTap[t];
      FloatVector x0 = FloatVector.fromArray(S, x, i0 + tap);
      FloatVector x1 = FloatVector.fromArray(S, x, i1 + tap);
      FloatVector x2 = FloatVector.fromArray(S, x, i2 + tap);
      FloatVector x3 = FloatVector.fromArray(S, x, i3 + tap);
      int k = weightTap[t];
      FloatVector v = FloatVector.broadcast(S, w[w0 + k]);
      a00 = v.fma(x0, a00);
      a01 = v.fma(x1, a01);
      a02 = v.fma(x2, a02);
      a03 = v.fma(x3, a03);
      v = FloatVector.broadcast(S, w[w1 + k]);
      a10 = v.fma(x0, a10);
      a11 = v.fma(x1, a11);
      a12 = v.fma(x2, a12);
      a13 = v.fma(x3, a13);
      v = FloatVector.broadcast(S, w[w2 + k]);
      a20 = v.fma(x0, a20);
      a21 = v.fma(x1, a21);
      a22 = v.fma(x2, a22);
      a23 = v.fma(x3, a23);
      v = FloatVector.broadcast(S, w[w3 + k]);
      a30 = v.fma(x0, a30);
      a31 = v.fma(x1, a31);
      a32 = v.fma(x2, a32);
      a33 = v.fma(x3, a33);
    }
    a00.intoArray(x, o0 + c0);
    a01.intoArray(x, o1 + c0);
    a02.intoArray(x, o2 + c0);
    a03.intoArray(x, o3 + c0);
    a10.intoArray(x, o0 + c1);
    a11.intoArray(x, o1 + c1);
    a12.intoArray(x, o2 + c1);
    a13.intoArray(x, o3 + c1);
    a20.intoArray(x, o0 + c2);
    a21.intoArray(x, o1 + c2);
    a22.intoArray(x, o2 + c2);
    a23.intoArray(x, o3 + c2);
    a30.intoArray(x, o0 + c3);
    a31.intoArray(x, o1 + c3);
    a32.intoArray(x, o2 + c3);
    a33.intoArray(x, o3 + c3);
  }
}
