package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.VectorKernels.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** {@link Kernels#maxPool} and its gradient: a row of lanes at a time. */
final class VectorPool {

  private VectorPool() {}

  static void forward(Windows g, float[] x, int inAt, int outAt, int c0, int c1) {
    int[] inPos = g.inPos();
    int[] outPos = g.outPos();
    int[] tap = g.tap();
    for (int c = c0; c < c1; c++) {
      for (int lane = 0; lane < Lanes.COUNT; lane += S.length()) {
        int in = inAt + c * g.inChannel() + lane;
        int out = outAt + c * g.outChannel() + lane;
        for (int p = 0; p < inPos.length; p++) {
          int first = in + inPos[p];
          FloatVector max = FloatVector.fromArray(S, x, first);
          for (int t = 1; t < tap.length; t++) {
            FloatVector v = FloatVector.fromArray(S, x, first + tap[t]);
            max = max.blend(v, v.compare(VectorOperators.GT, max));
          }
          max.intoArray(x, out + outPos[p]);
        }
      }
    }
  }

  static void backward(
      Windows values,
      Windows gradients,
      float[] x,
      int inAt,
      int outAt,
      int dInAt,
      int dOutAt,
      int c0,
      int c1) {
    int[] inPos = values.inPos();
    int[] outPos = values.outPos();
    int[] tap = values.tap();
    int[] dInPos = gradients.inPos();
    int[] dOutPos = gradients.outPos();
    int[] dTap = gradients.tap();
    boolean add = gradients.overlap();
    FloatVector zero = FloatVector.zero(S);
    for (int c = c0; c < c1; c++) {
      for (int lane = 0; lane < Lanes.COUNT; lane += S.length()) {
        int in = inAt + c * values.inChannel() + lane;
        int out = outAt + c * values.outChannel() + lane;
        int dIn = dInAt + c * gradients.inChannel() + lane;
        int dOut = dOutAt + c * gradients.outChannel() + lane;
        for (int p = 0; p < inPos.length; p++) {
          FloatVector max = FloatVector.fromArray(S, x, out + outPos[p]);
          FloatVector left = FloatVector.fromArray(S, x, dOut + dOutPos[p]);
          for (int t = 0; t < tap.length; t++) {
            FloatVector v = FloatVector.fromArray(S, x, in + inPos[p] + tap[t]);
            VectorMask<Float> first = v.compare(VectorOperators.EQ, max);
            FloatVector share = zero.blend(left, first);
            left = left.blend(zero, first);
            int target = dIn + dInPos[p] + dTap[t];
            if (add) {
              share = FloatVector.fromArray(S, x, target).add(share);
            }
            share.intoArray(x, target);
          }
        }
      }
    }
  }
}
