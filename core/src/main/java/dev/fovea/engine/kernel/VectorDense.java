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
        boolean whole = i + ROWS * width <= in && o + OUTPUTS <= o1;
        // Only what is not all there takes a detour.
        float[] to = whole ? gradient : s;
        int at = whole ? gradientAt + o * in + i : 0;
        int next = whole ? in : ROWS * width;
        if (VectorKernels.FEW_REGISTERS) {
          sum2(x, d0, d1, groups, groupStride, i0, i1, i2, i3, inPadded, to, at, next);
          sum2(x, d2, d3, groups, groupStride, i0, i1, i2, i3, inPadded, to, at + 2 * next, next);
        } else {
          sum4(x, d0, d1, d2, d3, groups, groupStride, i0, i1, i2, i3, inPadded, to, at, next);
        }
        if (!whole) {
          copy(s, in - i, Math.min(OUTPUTS, o1 - o), gradient, gradientAt + o * in + i, in);
        }
      }
    }
  }

  /** The first {@code features} features, at most those of a tile, of some outputs. */
  private static void copy(
      float[] s, int features, int outputs, float[] gradient, int at, int next) {
    int row = ROWS * S.length();
    for (int k = 0; k < outputs; k++) {
      System.arraycopy(s, k * row, gradient, at + k * next, Math.min(features, row));
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
      float[] to,
      int toAt,
      int next) {
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
    int width = S.length();
    a00.intoArray(to, toAt);
    a01.intoArray(to, toAt + width);
    a02.intoArray(to, toAt + 2 * width);
    a03.intoArray(to, toAt + 3 * width);
    a10.intoArray(to, toAt + next);
    a11.intoArray(to, toAt + next + width);
    a12.intoArray(to, toAt + next + 2 * width);
    a13.intoArray(to, toAt + next + 3 * width);
    a20.intoArray(to, toAt + 2 * next);
    a21.intoArray(to, toAt + 2 * next + width);
    a22.intoArray(to, toAt + 2 * next + 2 * width);
    a23.intoArray(to, toAt + 2 * next + 3 * width);
    a30.intoArray(to, toAt + 3 * next);
    a31.intoArray(to, toAt + 3 * next + width);
    a32.intoArray(to, toAt + 3 * next + 2 * width);
    a33.intoArray(to, toAt + 3 * next + 3 * width);
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
      float[] to,
      int toAt,
      int next) {
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
    int width = S.length();
    a00.intoArray(to, toAt);
    a01.intoArray(to, toAt + width);
    a02.intoArray(to, toAt + 2 * width);
    a03.intoArray(to, toAt + 3 * width);
    a10.intoArray(to, toAt + next);
    a11.intoArray(to, toAt + next + width);
    a12.intoArray(to, toAt + next + 2 * width);
    a13.intoArray(to, toAt + next + 3 * width);
  }
}
