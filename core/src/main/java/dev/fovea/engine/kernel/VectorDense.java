package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.VectorKernels.S;

import jdk.incubator.vector.FloatVector;

/**
 * {@link Kernels#denseWeights}: 4 outputs x 4 rows of 16 features in registers, or 2 outputs where
 * there are few registers, one loop over the images. Here lanes are features, so that no lane has
 * to be added to another at the end.
 */
final class VectorDense {

  private static final int OUTPUTS = 4;
  private static final int ROWS = 4;

  private VectorDense() {}

  static void run(
      float[] x,
      int dOutAt,
      int groups,
      int groupStride,
      int imagesAt,
      int in,
      int inPadded,
      float[] gradient,
      int gradientAt,
      int o0,
      int o1,
      float[] s) {
    int width = S.length();
    int last = inPadded - width;
    for (int i = 0; i < in; i += ROWS * width) {
      for (int o = o0; o < o1; o += OUTPUTS) {
        int p1 = Math.min(o + 1, o1 - 1);
        int p2 = Math.min(o + 2, o1 - 1);
        int p3 = Math.min(o + 3, o1 - 1);
        int d0 = dOutAt + o * Lanes.COUNT;
        int d1 = dOutAt + p1 * Lanes.COUNT;
        int d2 = dOutAt + p2 * Lanes.COUNT;
        int d3 = dOutAt + p3 * Lanes.COUNT;
        int i0 = imagesAt + i;
        int i1 = imagesAt + Math.min(i + width, last);
        int i2 = imagesAt + Math.min(i + 2 * width, last);
        int i3 = imagesAt + Math.min(i + 3 * width, last);
        if (VectorKernels.FEW_REGISTERS) {
          sum2(x, d0, d1, groups, groupStride, i0, i1, i2, i3, inPadded, s, 0);
          sum2(x, d2, d3, groups, groupStride, i0, i1, i2, i3, inPadded, s, 2 * ROWS * Lanes.COUNT);
        } else {
          sum4(x, d0, d1, d2, d3, groups, groupStride, i0, i1, i2, i3, inPadded, s);
        }
        for (int row = 0; row < ROWS && i + row * width < in; row++) {
          int first = i + row * width;
          int size = Math.min(width, in - first);
          for (int k = 0; k < OUTPUTS && o + k < o1; k++) {
            int target = gradientAt + (o + k) * in + first;
            System.arraycopy(s, (k * ROWS + row) * Lanes.COUNT, gradient, target, size);
          }
        }
      }
    }
  }

  private static void sum4(
      float[] x,
      int d0,
      int d1,
      int d2,
      int d3,
      int groups,
      int groupStride,
      int i0,
      int i1,
      int i2,
      int i3,
      int inPadded,
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
    for (int group = 0; group < groups; group++) {
      int at = group * groupStride;
      int image = at;
      for (int lane = 0; lane < Lanes.COUNT; lane++) {
        FloatVector x0 = FloatVector.fromArray(S, x, image + i0);
        FloatVector x1 = FloatVector.fromArray(S, x, image + i1);
        FloatVector x2 = FloatVector.fromArray(S, x, image + i2);
        FloatVector x3 = FloatVector.fromArray(S, x, image + i3);
        FloatVector d = FloatVector.broadcast(S, x[at + d0 + lane]);
        a00 = d.fma(x0, a00);
        a01 = d.fma(x1, a01);
        a02 = d.fma(x2, a02);
        a03 = d.fma(x3, a03);
        d = FloatVector.broadcast(S, x[at + d1 + lane]);
        a10 = d.fma(x0, a10);
        a11 = d.fma(x1, a11);
        a12 = d.fma(x2, a12);
        a13 = d.fma(x3, a13);
        d = FloatVector.broadcast(S, x[at + d2 + lane]);
        a20 = d.fma(x0, a20);
        a21 = d.fma(x1, a21);
        a22 = d.fma(x2, a22);
        a23 = d.fma(x3, a23);
        d = FloatVector.broadcast(S, x[at + d3 + lane]);
        a30 = d.fma(x0, a30);
        a31 = d.fma(x1, a31);
        a32 = d.fma(x2, a32);
        a33 = d.fma(x3, a33);
        image += inPadded;
      }
    }
    a00.intoArray(s, 0);
    a01.intoArray(s, 16);
    a02.intoArray(s, 32);
    a03.intoArray(s, 48);
    a10.intoArray(s, 64);
    a11.intoArray(s, 80);
    a12.intoArray(s, 96);
    a13.intoArray(s, 112);
    a20.intoArray(s, 128);
    a21.intoArray(s, 144);
    a22.intoArray(s, 160);
    a23.intoArray(s, 176);
    a30.intoArray(s, 192);
    a31.intoArray(s, 208);
    a32.intoArray(s, 224);
    a33.intoArray(s, 240);
  }

  private static void sum2(
      float[] x,
      int d0,
      int d1,
      int groups,
      int groupStride,
      int i0,
      int i1,
      int i2,
      int i3,
      int inPadded,
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
    for (int group = 0; group < groups; group++) {
      int at = group * groupStride;
      int image = at;
      for (int lane = 0; lane < Lanes.COUNT; lane++) {
        FloatVector x0 = FloatVector.fromArray(S, x, image + i0);
        FloatVector x1 = FloatVector.fromArray(S, x, image + i1);
        FloatVector x2 = FloatVector.fromArray(S, x, image + i2);
        FloatVector x3 = FloatVector.fromArray(S, x, image + i3);
        FloatVector d = FloatVector.broadcast(S, x[at + d0 + lane]);
        a00 = d.fma(x0, a00);
        a01 = d.fma(x1, a01);
        a02 = d.fma(x2, a02);
        a03 = d.fma(x3, a03);
        d = FloatVector.broadcast(S, x[at + d1 + lane]);
        a10 = d.fma(x0, a10);
        a11 = d.fma(x1, a11);
        a12 = d.fma(x2, a12);
        a13 = d.fma(x3, a13);
        image += inPadded;
      }
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
