package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.VectorKernels.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** The formulas of {@link Curves}, step by step. */
final class VectorCurves {

  private VectorCurves() {}

  static FloatVector sigmoid(FloatVector x) {
    FloatVector one = broadcast(1f);
    FloatVector e = VectorExp.of(x.abs().neg());
    return one.blend(e, x.compare(VectorOperators.LT, 0f)).div(one.add(e));
  }

  static FloatVector tanh(FloatVector x) {
    FloatVector one = broadcast(1f);
    FloatVector size = x.abs();
    FloatVector e = VectorExp.of(size.mul(-2f));
    FloatVector large = one.sub(e).div(one.add(e));
    FloatVector square = x.mul(x);
    FloatVector p = broadcast(Curves.TANH_0).fma(square, broadcast(Curves.TANH_1));
    p = p.fma(square, broadcast(Curves.TANH_2));
    p = p.fma(square, broadcast(Curves.TANH_3));
    p = p.fma(square, broadcast(Curves.TANH_4));
    FloatVector small = p.mul(square).fma(x, x);
    return large
        .blend(large.neg(), x.compare(VectorOperators.LT, 0f))
        .blend(small, size.compare(VectorOperators.LT, Curves.TANH_SMALL));
  }

  static FloatVector bell(FloatVector x) {
    return VectorExp.of(x.mul(-0.5f).mul(x));
  }

  static FloatVector normal(FloatVector x, FloatVector bell) {
    FloatVector one = broadcast(1f);
    FloatVector u = one.div(broadcast(Curves.NORMAL_P).fma(x.abs(), one));
    FloatVector q = broadcast(Curves.NORMAL_7).fma(u, broadcast(Curves.NORMAL_6));
    q = q.fma(u, broadcast(Curves.NORMAL_5));
    q = q.fma(u, broadcast(Curves.NORMAL_4));
    q = q.fma(u, broadcast(Curves.NORMAL_3));
    q = q.fma(u, broadcast(Curves.NORMAL_2));
    q = q.fma(u, broadcast(Curves.NORMAL_1));
    q = q.fma(u, broadcast(Curves.NORMAL_0));
    FloatVector beyond = bell.mul(q.mul(u));
    return one.sub(beyond).blend(beyond, x.compare(VectorOperators.LT, 0f));
  }

  private static FloatVector broadcast(float value) {
    return FloatVector.broadcast(S, value);
  }
}
