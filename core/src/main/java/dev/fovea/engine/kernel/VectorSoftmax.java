package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.Lanes.COUNT;
import static dev.fovea.engine.kernel.VectorKernels.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** The part of {@link Kernels#softmaxCrossEntropy} that goes lane by lane. */
final class VectorSoftmax {

  private VectorSoftmax() {}

  /** Leaves softmax x scale in the gradient, and the largest logit and the sum in {@code stats}. */
  static void run(
      float[] x, int logitsAt, int dAt, int classes, int count, float scale, float[] stats) {
    VectorPowers.factors(count, scale, stats, 2 * COUNT);
    for (int lane = 0; lane < COUNT; lane += S.length()) {
      int d = dAt + lane;
      VectorPowers.of(x, logitsAt + lane, COUNT, d, COUNT, classes, stats, lane);
      FloatVector sum = FloatVector.fromArray(S, stats, COUNT + lane);
      FloatVector own = FloatVector.fromArray(S, stats, 2 * COUNT + lane);
      // Lanes without an image have no gradient, whatever their sum.
      FloatVector factor = own.blend(own.div(sum), own.compare(VectorOperators.NE, 0f));
      for (int c = 0; c < classes; c++) {
        int at = d + c * COUNT;
        FloatVector.fromArray(S, x, at).mul(factor).intoArray(x, at);
      }
    }
  }
}
