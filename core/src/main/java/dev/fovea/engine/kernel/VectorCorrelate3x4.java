package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.VectorKernels.S;

import jdk.incubator.vector.FloatVector;

/**
 * {@link Kernels#correlate} for 4 channels x 3 positions in registers: for each tap 3 rows of lanes
 * are loaded and 4 weights broadcast for 12 fused multiply-adds. All that sixteen registers can
 * hold.
 */
final class VectorCorrelate3x4 {

  private VectorCorrelate3x4() {}

  /** Positions {@code p} to {@code p + 2} of channels {@code c} to {@code c + 3}. */
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
    int[] inPos = g.inPos();
    int i0 = inAt + inPos[p];
    int i1 = inAt + inPos[p1];
    int i2 = inAt + inPos[p2];
    int w0 = weightsAt + c * g.weightChannel();
    int w1 = weightsAt + c1 * g.weightChannel();
    int w2 = weightsAt + c2 * g.weightChannel();
    int w3 = weightsAt + c3 * g.weightChannel();
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
  }
}
