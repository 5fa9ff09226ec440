package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.VectorKernels.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Each {@link Curve}, vector by vector what {@link ScalarCurve} does. */
enum VectorCurve implements CurveRow {
  /** The leaky rectifier. */
  LEAKY {
    @Override
    public void forward(float slope, float[] x, int from, int to, int size) {
      for (int i = 0; i < size; i += S.length()) {
        FloatVector v = FloatVector.fromArray(S, x, from + i);
        v.blend(v.mul(slope), v.compare(VectorOperators.LT, 0f)).intoArray(x, to + i);
      }
    }

    @Override
    public void backward(float slope, float[] x, int kept, int dOut, int dIn, int size) {
      for (int i = 0; i < size; i += S.length()) {
        FloatVector y = FloatVector.fromArray(S, x, kept + i);
        FloatVector d = FloatVector.fromArray(S, x, dOut + i);
        d.mul(slope).blend(d, y.compare(VectorOperators.GT, 0f)).intoArray(x, dIn + i);
      }
    }
  },

  /** The logistic function. */
  SIGMOID {
    @Override
    public void forward(float slope, float[] x, int from, int to, int size) {
      for (int i = 0; i < size; i += S.length()) {
        VectorCurves.sigmoid(FloatVector.fromArray(S, x, from + i)).intoArray(x, to + i);
      }
    }

    @Override
    public void backward(float slope, float[] x, int kept, int dOut, int dIn, int size) {
      FloatVector one = FloatVector.broadcast(S, 1f);
      for (int i = 0; i < size; i += S.length()) {
        FloatVector y = FloatVector.fromArray(S, x, kept + i);
        FloatVector d = FloatVector.fromArray(S, x, dOut + i);
        d.mul(y.mul(one.sub(y))).intoArray(x, dIn + i);
      }
    }
  },

  /** The hyperbolic tangent. */
  TANH {
    @Override
    public void forward(float slope, float[] x, int from, int to, int size) {
      for (int i = 0; i < size; i += S.length()) {
        VectorCurves.tanh(FloatVector.fromArray(S, x, from + i)).intoArray(x, to + i);
      }
    }

    @Override
    public void backward(float slope, float[] x, int kept, int dOut, int dIn, int size) {
      FloatVector one = FloatVector.broadcast(S, 1f);
      for (int i = 0; i < size; i += S.length()) {
        FloatVector y = FloatVector.fromArray(S, x, kept + i);
        FloatVector d = FloatVector.fromArray(S, x, dOut + i);
        d.mul(y.neg().fma(y, one)).intoArray(x, dIn + i);
      }
    }
  },

  /** The argument times the normal distribution function. */
  GELU {
    @Override
    public void forward(float slope, float[] x, int from, int to, int size) {
      for (int i = 0; i < size; i += S.length()) {
        FloatVector v = FloatVector.fromArray(S, x, from + i);
        v.mul(VectorCurves.normal(v, VectorCurves.bell(v))).intoArray(x, to + i);
      }
    }

    @Override
    public void backward(float slope, float[] x, int kept, int dOut, int dIn, int size) {
      FloatVector density = FloatVector.broadcast(S, Curves.DENSITY);
      for (int i = 0; i < size; i += S.length()) {
        FloatVector v = FloatVector.fromArray(S, x, kept + i);
        FloatVector d = FloatVector.fromArray(S, x, dOut + i);
        FloatVector bell = VectorCurves.bell(v);
        FloatVector normal = VectorCurves.normal(v, bell);
        d.mul(v.mul(bell).fma(density, normal)).intoArray(x, dIn + i);
      }
    }
  },

  /** The argument times its logistic function. */
  SILU {
    @Override
    public void forward(float slope, float[] x, int from, int to, int size) {
      for (int i = 0; i < size; i += S.length()) {
        FloatVector v = FloatVector.fromArray(S, x, from + i);
        v.mul(VectorCurves.sigmoid(v)).intoArray(x, to + i);
      }
    }

    @Override
    public void backward(float slope, float[] x, int kept, int dOut, int dIn, int size) {
      FloatVector one = FloatVector.broadcast(S, 1f);
      for (int i = 0; i < size; i += S.length()) {
        FloatVector v = FloatVector.fromArray(S, x, kept + i);
        FloatVector d = FloatVector.fromArray(S, x, dOut + i);
        // The logistic functions of v and -v, which share their exponential.
        FloatVector e = VectorExp.of(v.abs().neg());
        FloatVector sum = one.add(e);
        FloatVector s = one.blend(e, v.compare(VectorOperators.LT, 0f)).div(sum);
        FloatVector t = one.blend(e, v.compare(VectorOperators.GT, 0f)).div(sum);
        d.mul(s.mul(v.fma(t, one))).intoArray(x, dIn + i);
      }
    }
  };

  /** The loops of a curve. */
  static CurveRow of(Curve.Kind kind) {
    return switch (kind) {
      case LEAKY -> LEAKY;
      case SIGMOID -> SIGMOID;
      case TANH -> TANH;
      case GELU -> GELU;
      case SILU -> SILU;
    };
  }
}
