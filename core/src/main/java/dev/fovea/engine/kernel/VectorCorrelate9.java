package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.VectorKernels.S;

import jdk.incubator.vector.FloatVector;

/**
 * {@link Kernels#correlate} for one channel of nine taps: all weights stay in registers, position
 * after position. For a depthwise convolution with the usual kernel, whose work is so small that a
 * tile's beginning and end would be most of it.
 */
final class VectorCorrelate9 {

  static final int TAPS = 9;

  private VectorCorrelate9() {}

  /** Positions {@code p0} to {@code p1} of channel {@code c}. */
  static void run(
      Correlation g,
      float[] x,
      int inAt,
      int outAt,
      float[] w,
      int weightsAt,
      float[] bias,
      int biasAt,
      int p0,
      int p1,
      int c) {
    float start = bias == null ? 0f : bias[biasAt + c];
    int out = outAt + c * g.outChannel();
    for (int lane = 0; lane < Lanes.COUNT; lane += S.length()) {
      sums(g, x, inAt + lane, out + lane, w, weightsAt + c * g.weightChannel(), start, p0, p1);
    }
  }

  private static void sums(
      Correlation g,
      float[] x,
      int in,
      int out,
      float[] w,
      int weight,
      float start,
      int p0,
      int p1) {
    int[] tap = g.inTap();
    int[] weightTap = g.weightTap();
    int t0 = in + tap[0];
    int t1 = in + tap[1];
    int t2 = in + tap[2];
    int t3 = in + tap[3];
    int t4 = in + tap[4];
    int t5 = in + tap[5];
    int t6 = in + tap[6];
    int t7 = in + tap[7];
    int t8 = in + tap[8];
    FloatVector w0 = FloatVector.broadcast(S, w[weight + weightTap[0]]);
    FloatVector w1 = FloatVector.broadcast(S, w[weight + weightTap[1]]);
    FloatVector w2 = FloatVector.broadcast(S, w[weight + weightTap[2]]);
    FloatVector w3 = FloatVector.broadcast(S, w[weight + weightTap[3]]);
    FloatVector w4 = FloatVector.broadcast(S, w[weight + weightTap[4]]);
    FloatVector w5 = FloatVector.broadcast(S, w[weight + weightTap[5]]);
    FloatVector w6 = FloatVector.broadcast(S, w[weight + weightTap[6]]);
    FloatVector w7 = FloatVector.broadcast(S, w[weight + weightTap[7]]);
    FloatVector w8 = FloatVector.broadcast(S, w[weight + weightTap[8]]);
    FloatVector first = FloatVector.broadcast(S, start);
    int[] inPos = g.inPos();
    int[] outPos = g.outPos();
    for (int p = p0; p < p1; p++) {
      int i = inPos[p];
      FloatVector a = w0.fma(FloatVector.fromArray(S, x, t0 + i), first);
      a = w1.fma(FloatVector.fromArray(S, x, t1 + i), a);
      a = w2.fma(FloatVector.fromArray(S, x, t2 + i), a);
      a = w3.fma(FloatVector.fromArray(S, x, t3 + i), a);
      a = w4.fma(FloatVector.fromArray(S, x, t4 + i), a);
      a = w5.fma(FloatVector.fromArray(S, x, t5 + i), a);
      a = w6.fma(FloatVector.fromArray(S, x, t6 + i), a);
      a = w7.fma(FloatVector.fromArray(S, x, t7 + i), a);
      a = w8.fma(FloatVector.fromArray(S, x, t8 + i), a);
      a.intoArray(x, out + outPos[p]);
    }
  }
}
