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

  static void numbered(
      Windows g, Windows gradients, float[] x, int inAt, int outAt, int numbersAt, int c0, int c1) {
    int[] inPos = g.inPos();
    int[] outPos = g.outPos();
    int[] numberPos = gradients.outPos();
    int[] tap = g.tap();
    for (int c = c0; c < c1; c++) {
      for (int lane = 0; lane < Lanes.COUNT; lane += S.length()) {
        int in = inAt + c * g.inChannel() + lane;
        int out = outAt + c * g.outChannel() + lane;
        int number = numbersAt + c * gradients.outChannel() + lane;
        for (int p = 0; p < inPos.length; p++) {
          int first = in + inPos[p];
          FloatVector max = FloatVector.fromArray(S, x, first);
          FloatVector which = FloatVector.zero(S);
          for (int t = 1; t < tap.length; t++) {
            FloatVector v = FloatVector.fromArray(S, x, first + tap[t]);
            VectorMask<Float> larger = v.compare(VectorOperators.GT, max);
            max = max.blend(v, larger);
            which = which.blend(t, larger);
          }
          max.intoArray(x, out + outPos[p]);
          which.intoArray(x, number + numberPos[p]);
        }
      }
    }
  }

  static void backward(
      Windows gradients, float[] x, int numbersAt, int dInAt, int dOutAt, int c0, int c1) {
    int[] dInPos = gradients.inPos();
    int[] dOutPos = gradients.outPos();
    int[] tap = gradients.tap();
    boolean add = gradients.overlap();
    FloatVector zero = FloatVector.zero(S);
    for (int c = c0; c < c1; c++) {
      for (int lane = 0; lane < Lanes.COUNT; lane += S.length()) {
        int dIn = dInAt + c * gradients.inChannel() + lane;
        int out = c * gradients.outChannel() + lane;
        for (int p = 0; p < dInPos.length; p++) {
          FloatVector d = FloatVector.fromArray(S, x, dOutAt + out + dOutPos[p]);
          FloatVector which = FloatVector.fromArray(S, x, numbersAt + out + dOutPos[p]);
          for (int t = 0; t < tap.length; t++) {
            FloatVector share = zero.blend(d, which.compare(VectorOperators.EQ, t));
            int target = dIn + dInPos[p] + tap[t];
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
