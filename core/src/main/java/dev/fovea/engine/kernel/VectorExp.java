package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.VectorKernels.S;
import static jdk.incubator.vector.FloatVector.broadcast;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The exponential function, step by step what {@link Exp#of} does; written twice.
 *
 * <p>A method that takes or gives vectors makes objects of them wherever C2 calls it instead of
 * inlining it, and C2 calls what it has not counted often when it compiles the caller. Long rows
 * count fast, and there {@link #of} is the fastest. A few classes do not: for them {@link #replace}
 * goes through memory, which makes no objects either way.
 */
final class VectorExp {

  private VectorExp() {}

  static FloatVector of(FloatVector x) {
    VectorMask<Float> tiny = x.compare(VectorOperators.LT, Exp.SMALLEST);
    FloatVector clamped = x.blend(Exp.SMALLEST, tiny);
    FloatVector rounded = clamped.fma(broadcast(S, Exp.LOG2_E), broadcast(S, Exp.ROUND));
    FloatVector n = rounded.sub(Exp.ROUND);
    FloatVector r = n.fma(broadcast(S, -Exp.LN2_HIGH), clamped);
    r = n.fma(broadcast(S, -Exp.LN2_LOW), r);
    FloatVector p = broadcast(S, Exp.P0).fma(r, broadcast(S, Exp.P1));
    p = p.fma(r, broadcast(S, Exp.P2));
    p = p.fma(r, broadcast(S, Exp.P3));
    p = p.fma(r, broadcast(S, Exp.P4));
    p = p.fma(r, broadcast(S, Exp.P5));
    p = p.fma(r.mul(r), r).add(1f);
    FloatVector power =
        rounded
            .reinterpretAsInts()
            .add(127)
            .lanewise(VectorOperators.LSHL, 23)
            .reinterpretAsFloats();
    return p.mul(power).blend(0f, tiny);
  }

  /** Replaces one vector of floats, from {@code at} on. */
  static void replace(float[] x, int at) {
    FloatVector v = FloatVector.fromArray(S, x, at);
    VectorMask<Float> tiny = v.compare(VectorOperators.LT, Exp.SMALLEST);
    FloatVector clamped = v.blend(Exp.SMALLEST, tiny);
    FloatVector rounded = clamped.fma(broadcast(S, Exp.LOG2_E), broadcast(S, Exp.ROUND));
    FloatVector n = rounded.sub(Exp.ROUND);
    FloatVector r = n.fma(broadcast(S, -Exp.LN2_HIGH), clamped);
    r = n.fma(broadcast(S, -Exp.LN2_LOW), r);
    FloatVector p = broadcast(S, Exp.P0).fma(r, broadcast(S, Exp.P1));
    p = p.fma(r, broadcast(S, Exp.P2));
    p = p.fma(r, broadcast(S, Exp.P3));
    p = p.fma(r, broadcast(S, Exp.P4));
    p = p.fma(r, broadcast(S, Exp.P5));
    p = p.fma(r.mul(r), r).add(1f);
    FloatVector power =
        rounded
            .reinterpretAsInts()
            .add(127)
            .lanewise(VectorOperators.LSHL, 23)
            .reinterpretAsFloats();
    p.mul(power).blend(0f, tiny).intoArray(x, at);
  }
}
