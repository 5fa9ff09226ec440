package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.VectorKernels.S;

import jdk.incubator.vector.FloatVector;

/**
 * {@link Kernels#tileWeights}: 4 input channels x 4 output channels in registers, or x 2 where
 * there are few registers, one loop over the tiles; the sixteen lanes are added once at the end.
 * Channels beyond the last are the last one again, and not written.
 */
final class VectorTileWeights {

  private static final int SIDE = 4;

  private VectorTileWeights() {}

  static void run(
      float[] x,
      int in,
      int inChannels,
      int dOut,
      int channelStride,
      int tiles,
      int to,
      int o0,
      int o1,
      boolean add,
      float[] s) {
    for (int o = o0; o < o1; o += SIDE) {
      int d0 = dOut + o * channelStride;
      int d1 = dOut + Math.min(o + 1, o1 - 1) * channelStride;
      int d2 = dOut + Math.min(o + 2, o1 - 1) * channelStride;
      int d3 = dOut + Math.min(o + 3, o1 - 1) * channelStride;
      for (int i = 0; i < inChannels; i += SIDE) {
        int i0 = in + i * channelStride;
        int i1 = in + Math.min(i + 1, inChannels - 1) * channelStride;
        int i2 = in + Math.min(i + 2, inChannels - 1) * channelStride;
        int i3 = in + Math.min(i + 3, inChannels - 1) * channelStride;
        for (int lane = 0; lane < Lanes.COUNT; lane += S.length()) {
          int end = tiles * Lanes.COUNT;
          if (VectorKernels.FEW_REGISTERS) {
            sum2(x, i0, i1, i2, i3, d0, d1, lane, end, s, lane);
            sum2(x, i0, i1, i2, i3, d2, d3, lane, end, s, lane + 2 * SIDE * Lanes.COUNT);
          } else {
            sum4(x, i0, i1, i2, i3, d0, d1, d2, d3, lane, end, s);
          }
        }
        VectorRowSums.run(s);
        for (int k = 0; k < Math.min(SIDE, o1 - o); k++) {
          int row = to + (o + k) * inChannels + i;
          for (int j = 0; j < Math.min(SIDE, inChannels - i); j++) {
            float sum = s[k * SIDE + j];
            x[row + j] = add ? x[row + j] + sum : sum;
          }
        }
      }
    }
  }

  private static void sum4(
      float[] x,
      int i0,
      int i1,
      int i2,
      int i3,
      int d0,
      int d1,
      int d2,
      int d3,
      int lane,
      int end,
      float[] s) {
    FloatVector zero = FloatVector.zero(S);
    FloatVector a00 = zero;
    FloatVector a01 = zero;
    FloatVector a02 = zero;
    FloatVector a03 = zero;
    FloatVector a10 = zero;
    FloatVector a11 = zero;
    FloatVector a12 = zero;
    FloatVector a13 = zero;
    FloatVector a20 = zero;
    FloatVector a21 = zero;
    FloatVector a22 = zero;
    FloatVector a23 = zero;
    FloatVector a30 = zero;
    FloatVector a31 = zero;
    FloatVector a32 = zero;
    FloatVector a33 = zero;
    for (int at = lane; at < end; at += Lanes.COUNT) {
      FloatVector x0 = FloatVector.fromArray(S, x, i0 + at);
      FloatVector x1 = FloatVector.fromArray(S, x, i1 + at);
      FloatVector x2 = FloatVector.fromArray(S, x, i2 + at);
      FloatVector x3 = FloatVector.fromArray(S, x, i3 + at);
      FloatVector d = FloatVector.fromArray(S, x, d0 + at);
      a00 = d.fma(x0, a00);
      a01 = d.fma(x1, a01);
      a02 = d.fma(x2, a02);
      a03 = d.fma(x3, a03);
      d = FloatVector.fromArray(S, x, d1 + at);
      a10 = d.fma(x0, a10);
      a11 = d.fma(x1, a11);
      a12 = d.fma(x2, a12);
      a13 = d.fma(x3, a13);
      d = FloatVector.fromArray(S, x, d2 + at);
      a20 = d.fma(x0, a20);
      a21 = d.fma(x1, a21);
      a22 = d.fma(x2, a22);
      a23 = d.fma(x3, a23);
      d = FloatVector.fromArray(S, x, d3 + at);
      a30 = d.fma(x0, a30);
      a31 = d.fma(x1, a31);
      a32 = d.fma(x2, a32);
      a33 = d.fma(x3, a33);
    }
    a00.intoArray(s, lane);
    a01.intoArray(s, lane + 16);
    a02.intoArray(s, lane + 32);
    a03.intoArray(s, lane + 48);
    a10.intoArray(s, lane + 64);
    a11.intoArray(s, lane + 80);
    a12.intoArray(s, lane + 96);
    a13.intoArray(s, lane + 112);
    a20.intoArray(s, lane + 128);
    a21.intoArray(s, lane + 144);
    a22.intoArray(s, lane + 160);
    a23.intoArray(s, lane + 176);
    a30.intoArray(s, lane + 192);
    a31.intoArray(s, lane + 208);
    a32.intoArray(s, lane + 224);
    a33.intoArray(s, lane + 240);
  }

  private static void sum2(
      float[] x,
      int i0,
      int i1,
      int i2,
      int i3,
      int d0,
      int d1,
      int lane,
      int end,
      float[] s,
      int to) {
    FloatVector zero = FloatVector.zero(S);
    FloatVector a00 = zero;
    FloatVector a01 = zero;
    FloatVector a02 = zero;
    FloatVector a03 = zero;
    FloatVector a10 = zero;
    FloatVector a11 = zero;
    FloatVector a12 = zero;
    FloatVector a13 = zero;
    for (int at = lane; at < end; at += Lanes.COUNT) {
      FloatVector x0 = FloatVector.fromArray(S, x, i0 + at);
      FloatVector x1 = FloatVector.fromArray(S, x, i1 + at);
      FloatVector x2 = FloatVector.fromArray(S, x, i2 + at);
      FloatVector x3 = FloatVector.fromArray(S, x, i3 + at);
      FloatVector d = FloatVector.fromArray(S, x, d0 + at);
      a00 = d.fma(x0, a00);
      a01 = d.fma(x1, a01);
      a02 = d.fma(x2, a02);
      a03 = d.fma(x3, a03);
      d = FloatVector.fromArray(S, x, d1 + at);
      a10 = d.fma(x0, a10);
      a11 = d.fma(x1, a11);
      a12 = d.fma(x2, a12);
      a13 = d.fma(x3, a13);
    }
    a00.intoArray(s, to);
    a01.intoArray(s, to + 16);
    a02.intoArray(s, to + 32);
    a03.intoArray(s, to + 48);
    a10.intoArray(s, to + 64);
    a11.intoArray(s, to + 80);
    a12.intoArray(s, to + 96);
    a13.intoArray(s, to + 112);
  }
}
