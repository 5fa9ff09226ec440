package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.VectorKernels.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** The exponential function, step by step what {@link Exp#of} does. */
final class VectorExp {

  private VectorExp() {}

  static FloatVector of(FloatVector x) {
    VectorMask<Float> tiny = x.compare(VectorOperators.LT, Exp.SMALLEST);
    FloatVector clamped = x.blend(Exp.SMALLEST, tiny);
    FloatVector rounded = clamped.fma(broadcast(Exp.LOG2_E), broadcast(Exp.ROUND));
    FloatVector n = rounded.sub(Exp.ROUND);
    FloatVector r = n.fma(broadcast(-Exp.LN2_HIGH), clamped);
    r = n.fma(broadcast(-Exp.LN2_LOW), r);
    FloatVector p = broadcast(Exp.P0).fma(r, broadcast(Exp.P1));
    p = p.fma(r, broadcast(Exp.P2));
    p = p.fma(r, broadcast(Exp.P3));
    p = p.fma(r, broadcast(Exp.P4));
    p = p.fma(r, broadcast(Exp.P5));
    p = p.fma(r.mul(r), r).add(1f);
    FloatVector power =
        rounded
            .reinterpretAsInts()
            .add(127)
            .lanewise(VectorOperators.LSHL, 23)
            .reinterpretAsFloats();
    return p.mul(power).blend(0f, tiny);
  }

  private static FloatVector broadcast(float value) {
    return FloatVector.broadcast(S, value);
  }
}
