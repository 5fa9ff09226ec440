package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.VectorKernels.S;

import jdk.incubator.vector.FloatVector;

/**
 * {@link PointKernels}: 4 output channels, or 2 where there are few registers, x 4 rows of sixteen
 * input channels. Lanes are channels, so that none has to be added to another at the end, however
 * few tiles there are. What is beyond the last channel is the last one again, written with the same
 * value.
 */
final class VectorPoints implements PointKernels {

  static final VectorPoints INSTANCE = new VectorPoints();

  private static final int OUTPUTS = 4;
  private static final int BLOCKS = 4;

  private VectorPoints() {}

  @Override
  public void weights(
      float[] x,
      int in,
      int dOut,
      int channelStride,
      int tiles,
      int groups,
      int groupStride,
      int blocks,
      int outputs,
      int to,
      int toOutput,
      boolean add) {
    int block = Lanes.COUNT * channelStride;
    for (int b = 0; b < blocks; b += BLOCKS) {
      int b1 = Math.min(b + 1, blocks - 1) - b;
      int b2 = Math.min(b + 2, blocks - 1) - b;
      int b3 = Math.min(b + 3, blocks - 1) - b;
      for (int o = 0; o < outputs; o += OUTPUTS) {
        int o1 = Math.min(o + 1, outputs - 1);
        int o2 = Math.min(o + 2, outputs - 1);
        int o3 = Math.min(o + 3, outputs - 1);
        for (int lane = 0; lane < Lanes.COUNT; lane += S.length()) {
          int i = in + b * block + lane;
          int i1 = b1 * block;
          int i2 = b2 * block;
          int i3 = b3 * block;
          int d = dOut + o * channelStride;
          int d1 = dOut + o1 * channelStride;
          int d2 = dOut + o2 * channelStride;
          int d3 = dOut + o3 * channelStride;
          int at = to + b * Lanes.COUNT + lane;
          int t = at + o * toOutput;
          int t1 = at + o1 * toOutput;
          int t2 = at + o2 * toOutput;
          int t3 = at + o3 * toOutput;
          int k1 = b1 * Lanes.COUNT;
          int k2 = b2 * Lanes.COUNT;
          int k3 = b3 * Lanes.COUNT;
          if (VectorKernels.FEW_REGISTERS) {
            sum2(
                x,
                i,
                i1,
                i2,
                i3,
                d,
                d1,
                channelStride,
                tiles,
                groups,
                groupStride,
                t,
                t1,
                k1,
                k2,
                k3,
                add);
            // Else these rows are there already, and would get what is added once more.
            if (o + 2 < outputs) {
              sum2(
                  x,
                  i,
                  i1,
                  i2,
                  i3,
                  d2,
                  d3,
                  channelStride,
                  tiles,
                  groups,
                  groupStride,
                  t2,
                  t3,
                  k1,
                  k2,
                  k3,
                  add);
            }
          } else {
            sum4(
                x,
                i,
                i1,
                i2,
                i3,
                d,
                d1,
                d2,
                d3,
                channelStride,
                tiles,
                groups,
                groupStride,
                t,
                t1,
                t2,
                t3,
                k1,
                k2,
                k3,
                add);
          }
        }
      }
    }
  }

  private static void sum4(
      float[] x,
      int in,
      int in1,
      int in2,
      int in3,
      int d0,
      int d1,
      int d2,
      int d3,
      int channelStride,
      int tiles,
      int groups,
      int groupStride,
      int to0,
      int to1,
      int to2,
      int to3,
      int block1,
      int block2,
      int block3,
      boolean add) {
    FloatVector a00 = start(x, to0, add);
    FloatVector a01 = start(x, to0 + block1, add);
    FloatVector a02 = start(x, to0 + block2, add);
    FloatVector a03 = start(x, to0 + block3, add);
    FloatVector a10 = start(x, to1, add);
    FloatVector a11 = start(x, to1 + block1, add);
    FloatVector a12 = start(x, to1 + block2, add);
    FloatVector a13 = start(x, to1 + block3, add);
    FloatVector a20 = start(x, to2, add);
    FloatVector a21 = start(x, to2 + block1, add);
    FloatVector a22 = start(x, to2 + block2, add);
    FloatVector a23 = start(x, to2 + block3, add);
    FloatVector a30 = start(x, to3, add);
    FloatVector a31 = start(x, to3 + block1, add);
    FloatVector a32 = start(x, to3 + block2, add);
    FloatVector a33 = start(x, to3 + block3, add);
    boolean one = tiles == 1;
    int rows = one ? 1 : Lanes.COUNT;
    int terms = one ? Lanes.COUNT : tiles;
    int step = one ? channelStride : Lanes.COUNT;
    int dStep = one ? 1 : Lanes.COUNT;
    for (int group = 0; group < groups; group++) {
      int at = group * groupStride;
      for (int n = 0; n < rows; n++) {
        int i = in + at + n * channelStride;
        int d = at + n;
        for (int t = 0; t < terms; t++) {
          FloatVector x0 = FloatVector.fromArray(S, x, i);
          FloatVector x1 = FloatVector.fromArray(S, x, i + in1);
          FloatVector x2 = FloatVector.fromArray(S, x, i + in2);
          FloatVector x3 = FloatVector.fromArray(S, x, i + in3);
          FloatVector v = FloatVector.broadcast(S, x[d0 + d]);
          a00 = v.fma(x0, a00);
          a01 = v.fma(x1, a01);
          a02 = v.fma(x2, a02);
          a03 = v.fma(x3, a03);
          v = FloatVector.broadcast(S, x[d1 + d]);
          a10 = v.fma(x0, a10);
          a11 = v.fma(x1, a11);
          a12 = v.fma(x2, a12);
          a13 = v.fma(x3, a13);
          v = FloatVector.broadcast(S, x[d2 + d]);
          a20 = v.fma(x0, a20);
          a21 = v.fma(x1, a21);
          a22 = v.fma(x2, a22);
          a23 = v.fma(x3, a23);
          v = FloatVector.broadcast(S, x[d3 + d]);
          a30 = v.fma(x0, a30);
          a31 = v.fma(x1, a31);
          a32 = v.fma(x2, a32);
          a33 = v.fma(x3, a33);
          i += step;
          d += dStep;
        }
      }
    }
    a00.intoArray(x, to0);
    a01.intoArray(x, to0 + block1);
    a02.intoArray(x, to0 + block2);
    a03.intoArray(x, to0 + block3);
    a10.intoArray(x, to1);
    a11.intoArray(x, to1 + block1);
    a12.intoArray(x, to1 + block2);
    a13.intoArray(x, to1 + block3);
    a20.intoArray(x, to2);
    a21.intoArray(x, to2 + block1);
    a22.intoArray(x, to2 + block2);
    a23.intoArray(x, to2 + block3);
    a30.intoArray(x, to3);
    a31.intoArray(x, to3 + block1);
    a32.intoArray(x, to3 + block2);
    a33.intoArray(x, to3 + block3);
  }

  private static void sum2(
      float[] x,
      int in,
      int in1,
      int in2,
      int in3,
      int d0,
      int d1,
      int channelStride,
      int tiles,
      int groups,
      int groupStride,
      int to0,
      int to1,
      int block1,
      int block2,
      int block3,
      boolean add) {
    FloatVector a00 = start(x, to0, add);
    FloatVector a01 = start(x, to0 + block1, add);
    FloatVector a02 = start(x, to0 + block2, add);
    FloatVector a03 = start(x, to0 + block3, add);
    FloatVector a10 = start(x, to1, add);
    FloatVector a11 = start(x, to1 + block1, add);
    FloatVector a12 = start(x, to1 + block2, add);
    FloatVector a13 = start(x, to1 + block3, add);
    boolean one = tiles == 1;
    int rows = one ? 1 : Lanes.COUNT;
    int terms = one ? Lanes.COUNT : tiles;
    int step = one ? channelStride : Lanes.COUNT;
    int dStep = one ? 1 : Lanes.COUNT;
    for (int group = 0; group < groups; group++) {
      int at = group * groupStride;
      for (int n = 0; n < rows; n++) {
        int i = in + at + n * channelStride;
        int d = at + n;
        for (int t = 0; t < terms; t++) {
          FloatVector x0 = FloatVector.fromArray(S, x, i);
          FloatVector x1 = FloatVector.fromArray(S, x, i + in1);
          FloatVector x2 = FloatVector.fromArray(S, x, i + in2);
          FloatVector x3 = FloatVector.fromArray(S, x, i + in3);
          FloatVector v = FloatVector.broadcast(S, x[d0 + d]);
          a00 = v.fma(x0, a00);
          a01 = v.fma(x1, a01);
          a02 = v.fma(x2, a02);
          a03 = v.fma(x3, a03);
          v = FloatVector.broadcast(S, x[d1 + d]);
          a10 = v.fma(x0, a10);
          a11 = v.fma(x1, a11);
          a12 = v.fma(x2, a12);
          a13 = v.fma(x3, a13);
          i += step;
          d += dStep;
        }
      }
    }
    a00.intoArray(x, to0);
    a01.intoArray(x, to0 + block1);
    a02.intoArray(x, to0 + block2);
    a03.intoArray(x, to0 + block3);
    a10.intoArray(x, to1);
    a11.intoArray(x, to1 + block1);
    a12.intoArray(x, to1 + block2);
    a13.intoArray(x, to1 + block3);
  }

  private static FloatVector start(float[] x, int at, boolean add) {
    return add ? FloatVector.fromArray(S, x, at) : FloatVector.zero(S);
  }
}
