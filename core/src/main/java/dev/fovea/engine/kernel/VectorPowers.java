package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.Lanes.COUNT;
import static dev.fovea.engine.kernel.VectorKernels.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** What softmax and the losses with one have in common; through memory, see {@link VectorExp}. */
final class VectorPowers {

  private VectorPowers() {}

  /**
   * For one vector of lanes: {@code e^(z - max)} of each feature z, one after the other {@code
   * fromStride} apart.
   *
   * @param to where the powers go, {@code toStride} apart
   * @param stats receives the largest feature from {@code lane} on, the sum of the powers from
   *     {@code COUNT + lane}
   */
  static void of(
      float[] x,
      int from,
      int fromStride,
      int to,
      int toStride,
      int features,
      float[] stats,
      int lane) {
    FloatVector max = FloatVector.fromArray(S, x, from);
    for (int c = 1; c < features; c++) {
      FloatVector z = FloatVector.fromArray(S, x, from + c * fromStride);
      max = max.blend(z, z.compare(VectorOperators.GT, max));
    }
    FloatVector sum = FloatVector.zero(S);
    for (int c = 0; c < features; c++) {
      int power = to + c * toStride;
      FloatVector.fromArray(S, x, from + c * fromStride).sub(max).intoArray(x, power);
      VectorExp.replace(x, power);
      sum = sum.add(FloatVector.fromArray(S, x, power));
    }
    max.intoArray(stats, lane);
    sum.intoArray(stats, COUNT + lane);
  }

  /** Leaves {@code scale} for each image of a group and 0 for each lane beyond. */
  static void factors(int count, float scale, float[] factors, int at) {
    for (int n = 0; n < COUNT; n++) {
      factors[at + n] = n < count ? scale : 0f;
    }
  }
}
