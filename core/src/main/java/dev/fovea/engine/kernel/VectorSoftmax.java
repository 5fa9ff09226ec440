package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.VectorKernels.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** The part of {@link Kernels#softmaxCrossEntropy} that goes lane by lane. */
final class VectorSoftmax {

  private VectorSoftmax() {}

  /** Leaves softmax x scale in the gradient, and the largest logit and the sum in {@code stats}. */
  static void run(
      float[] x, int logitsAt, int dAt, int classes, int count, float scale, float[] stats) {
    for (int lane = 0; lane < Lanes.COUNT; lane += S.length()) {
      int z = logitsAt + lane;
      int d = dAt + lane;
      FloatVector max = FloatVector.fromArray(S, x, z);
      for (int c = 1; c < classes; c++) {
        FloatVector v = FloatVector.fromArray(S, x, z + c * Lanes.COUNT);
        max = max.blend(v, v.compare(VectorOperators.GT, max));
      }
      FloatVector sum = FloatVector.zero(S);
      for (int c = 0; c < classes; c++) {
        FloatVector e = VectorExp.of(FloatVector.fromArray(S, x, z + c * Lanes.COUNT).sub(max));
        e.intoArray(x, d + c * Lanes.COUNT);
        sum = sum.add(e);
      }
      VectorMask<Float> real = S.indexInRange(lane, count);
      FloatVector factor =
          FloatVector.zero(S).blend(FloatVector.broadcast(S, scale).div(sum), real);
      for (int c = 0; c < classes; c++) {
        int at = d + c * Lanes.COUNT;
        FloatVector.fromArray(S, x, at).mul(factor).intoArray(x, at);
      }
      max.intoArray(stats, lane);
      sum.intoArray(stats, Lanes.COUNT + lane);
    }
  }
}
