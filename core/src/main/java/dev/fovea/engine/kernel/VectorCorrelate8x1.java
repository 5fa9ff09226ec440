package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.VectorKernels.S;

import jdk.incubator.vector.FloatVector;

/**
 * {@link Kernels#correlate} for 1 channel x 8 positions in registers: for each tap 8 rows of lanes
 * are loaded and a weight broadcast for 8 fused multiply-adds. For one or two channels: a depthwise
 * convolution has so few of each input.
 */
final class VectorCorrelate8x1 {

  private VectorCorrelate8x1() {}

  /** Positions {@code p} to {@code p + 7} of channel {@code c}. */
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
      int c) {
    int p1 = Math.min(p + 1, lastP);
    int p2 = Math.min(p + 2, lastP);
    int p3 = Math.min(p + 3, lastP);
    int p4 = Math.min(p + 4, lastP);
    int p5 = Math.min(p + 5, lastP);
    int p6 = Math.min(p + 6, lastP);
    int p7 = Math.min(p + 7, lastP);
    int[] inPos = g.inPos();
    int i0 = inAt + inPos[p];
    int i1 = inAt + inPos[p1];
    int i2 = inAt + inPos[p2];
    int i3 = inAt + inPos[p3];
    int i4 = inAt + inPos[p4];
    int i5 = inAt + inPos[p5];
    int i6 = inAt + inPos[p6];
    int i7 = inAt + inPos[p7];
    int weight = weightsAt + c * g.weightChannel();
    FloatVector a0 = FloatVector.broadcast(S, bias == null ? 0f : bias[biasAt + c]);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector a4 = a0;
    FloatVector a5 = a0;
    FloatVector a6 = a0;
    FloatVector a7 = a0;
    int[] inTap = g.inTap();
    int[] weightTap = g.weightTap();
    for (int t = 0; t < inTap.length; t++) {
      int tap = inTap[t];
      FloatVector v = FloatVector.broadcast(S, w[weight + weightTap[t]]);
      a0 = v.fma(FloatVector.fromArray(S, x, i0 + tap), a0);
      a1 = v.fma(FloatVector.fromArray(S, x, i1 + tap), a1);
      a2 = v.fma(FloatVector.fromArray(S, x, i2 + tap), a2);
      a3 = v.fma(FloatVector.fromArray(S, x, i3 + tap), a3);
      a4 = v.fma(FloatVector.fromArray(S, x, i4 + tap), a4);
      a5 = v.fma(FloatVector.fromArray(S, x, i5 + tap), a5);
      a6 = v.fma(FloatVector.fromArray(S, x, i6 + tap), a6);
      a7 = v.fma(FloatVector.fromArray(S, x, i7 + tap), a7);
    }
    int[] outPos = g.outPos();
    int out = outAt + c * g.outChannel();
    a0.intoArray(x, out + outPos[p]);
    a1.intoArray(x, out + outPos[p1]);
    a2.intoArray(x, out + outPos[p2]);
    a3.intoArray(x, out + outPos[p3]);
    a4.intoArray(x, out + outPos[p4]);
    a5.intoArray(x, out + outPos[p5]);
    a6.intoArray(x, out + outPos[p6]);
    a7.intoArray(x, out + outPos[p7]);
  }
}
