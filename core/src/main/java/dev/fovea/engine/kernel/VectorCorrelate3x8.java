package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.VectorKernels.S;

import jdk.incubator.vector.FloatVector;

/**
 * {@link Kernels#correlate} for 8 channels x 3 positions in registers: for each tap 3 rows of lanes
 * are loaded and 8 weights broadcast for 24 fused multiply-adds. For nine tiles of minimal
 * filtering.
 */
final class VectorCorrelate3x8 {

  private VectorCorrelate3x8() {}

  /** Positions {@code p} to {@code p + 2} of channels {@code c} to {@code c + 7}. */
  static void tile(
      Correlation g,
      float[] x,
      int inAt,
      int outAt,
      float[] w,
      int weightsAt,
      float[] bias,
      int biasAt,
      int p,
      int lastP,
      int c,
      int lastC) {
    int p1 = Math.min(p + 1, lastP);
    int p2 = Math.min(p + 2, lastP);
    int c1 = Math.min(c + 1, lastC);
    int c2 = Math.min(c + 2, lastC);
    int c3 = Math.min(c + 3, lastC);
    int c4 = Math.min(c + 4, lastC);
    int c5 = Math.min(c + 5, lastC);
    int c6 = Math.min(c + 6, lastC);
    int c7 = Math.min(c + 7, lastC);
    int[] inPos = g.inPos();
    int i0 = inAt + inPos[p];
    int i1 = inAt + inPos[p1];
    int i2 = inAt + inPos[p2];
    int w0 = weightsAt + c * g.weightChannel();
    int w1 = weightsAt + c1 * g.weightChannel();
    int w2 = weightsAt + c2 * g.weightChannel();
    int w3 = weightsAt + c3 * g.weightChannel();
    int w4 = weightsAt + c4 * g.weightChannel();
    int w5 = weightsAt + c5 * g.weightChannel();
    int w6 = weightsAt + c6 * g.weightChannel();
    int w7 = weightsAt + c7 * g.weightChannel();
    FloatVector a00 = FloatVector.broadcast(S, bias == null ? 0f : bias[biasAt + c]);
    FloatVector a01 = a00;
    FloatVector a02 = a00;
    FloatVector a10 = FloatVector.broadcast(S, bias == null ? 0f : bias[biasAt + c1]);
    FloatVector a11 = a10;
    FloatVector a12 = a10;
    FloatVector a20 = FloatVector.broadcast(S, bias == null ? 0f : bias[biasAt + c2]);
    FloatVector a21 = a20;
    FloatVector a22 = a20;
    FloatVector a30 = FloatVector.broadcast(S, bias == null ? 0f : bias[biasAt + c3]);
    FloatVector a31 = a30;
    FloatVector a32 = a30;
    FloatVector a40 = FloatVector.broadcast(S, bias == null ? 0f : bias[biasAt + c4]);
    FloatVector a41 = a40;
    FloatVector a42 = a40;
    FloatVector a50 = FloatVector.broadcast(S, bias == null ? 0f : bias[biasAt + c5]);
    FloatVector a51 = a50;
    FloatVector a52 = a50;
    FloatVector a60 = FloatVector.broadcast(S, bias == null ? 0f : bias[biasAt + c6]);
    FloatVector a61 = a60;
    FloatVector a62 = a60;
    FloatVector a70 = FloatVector.broadcast(S, bias == null ? 0f : bias[biasAt + c7]);
    FloatVector a71 = a70;
    FloatVector a72 = a70;
    int[] inTap = g.inTap();
    int[] weightTap = g.weightTap();
    for (int t = 0; t < inTap.length; t++) {
      int tap = inTap[t];
      FloatVector x0 = FloatVector.fromArray(S, x, i0 + tap);
      FloatVector x1 = FloatVector.fromArray(S, x, i1 + tap);
      FloatVector x2 = FloatVector.fromArray(S, x, i2 + tap);
      int k = weightTap[t];
      FloatVector v = FloatVector.broadcast(S, w[w0 + k]);
      a00 = v.fma(x0, a00);
      a01 = v.fma(x1, a01);
      a02 = v.fma(x2, a02);
      v = FloatVector.broadcast(S, w[w1 + k]);
      a10 = v.fma(x0, a10);
      a11 = v.fma(x1, a11);
      a12 = v.fma(x2, a12);
      v = FloatVector.broadcast(S, w[w2 + k]);
      a20 = v.fma(x0, a20);
      a21 = v.fma(x1, a21);
      a22 = v.fma(x2, a22);
      v = FloatVector.broadcast(S, w[w3 + k]);
      a30 = v.fma(x0, a30);
      a31 = v.fma(x1, a31);
      a32 = v.fma(x2, a32);
      v = FloatVector.broadcast(S, w[w4 + k]);
      a40 = v.fma(x0, a40);
      a41 = v.fma(x1, a41);
      a42 = v.fma(x2, a42);
      v = FloatVector.broadcast(S, w[w5 + k]);
      a50 = v.fma(x0, a50);
      a51 = v.fma(x1, a51);
      a52 = v.fma(x2, a52);
      v = FloatVector.broadcast(S, w[w6 + k]);
      a60 = v.fma(x0, a60);
      a61 = v.fma(x1, a61);
      a62 = v.fma(x2, a62);
      v = FloatVector.broadcast(S, w[w7 + k]);
      a70 = v.fma(x0, a70);
      a71 = v.fma(x1, a71);
      a72 = v.fma(x2, a72);
    }
    int[] outPos = g.outPos();
    int o0 = outAt + outPos[p];
    int o1 = outAt + outPos[p1];
    int o2 = outAt + outPos[p2];
    int to0 = c * g.outChannel();
    a00.intoArray(x, o0 + to0);
    a01.intoArray(x, o1 + to0);
    a02.intoArray(x, o2 + to0);
    int to1 = c1 * g.outChannel();
    a10.intoArray(x, o0 + to1);
    a11.intoArray(x, o1 + to1);
    a12.intoArray(x, o2 + to1);
    int to2 = c2 * g.outChannel();
    a20.intoArray(x, o0 + to2);
    a21.intoArray(x, o1 + to2);
    a22.intoArray(x, o2 + to2);
    int to3 = c3 * g.outChannel();
    a30.intoArray(x, o0 + to3);
    a31.intoArray(x, o1 + to3);
    a32.intoArray(x, o2 + to3);
    int to4 = c4 * g.outChannel();
    a40.intoArray(x, o0 + to4);
    a41.intoArray(x, o1 + to4);
    a42.intoArray(x, o2 + to4);
    int to5 = c5 * g.outChannel();
    a50.intoArray(x, o0 + to5);
    a51.intoArray(x, o1 + to5);
    a52.intoArray(x, o2 + to5);
    int to6 = c6 * g.outChannel();
    a60.intoArray(x, o0 + to6);
    a61.intoArray(x, o1 + to6);
    a62.intoArray(x, o2 + to6);
    int to7 = c7 * g.outChannel();
    a70.intoArray(x, o0 + to7);
    a71.intoArray(x, o1 + to7);
    a72.intoArray(x, o2 + to7);
  }
}
