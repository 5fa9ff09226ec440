package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.VectorKernels.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** {@link ResponseKernels}, row by row; only unusual powers go float by float. */
final class VectorResponses implements ResponseKernels {

  static final VectorResponses INSTANCE = new VectorResponses();

  private VectorResponses() {}

  @Override
  public void forward(
      Responses r, View in, View divisors, View out, float[] x, int at, int c0, int c1) {
    for (int c = c0; c < c1; c++) {
      int first = (r.first(c) - c) * in.channelStride();
      int last = (r.last(c, in.channels()) - c) * in.channelStride();
      for (int row = 0; row < in.height(); row++) {
        int value = at + in.offset(c, row);
        int divisor = at + divisors.offset(c, row);
        divisors(r, x, value, first, last, in.channelStride(), divisor, in.rowSize());
        divide(r, x, value, divisor, at + out.offset(c, row), in.rowSize());
      }
    }
  }

  private static void divisors(
      Responses r, float[] x, int value, int first, int last, int step, int divisor, int size) {
    FloatVector k = FloatVector.broadcast(S, r.k());
    FloatVector share = FloatVector.broadcast(S, r.share());
    for (int i = 0; i < size; i += S.length()) {
      FloatVector sum = FloatVector.zero(S);
      for (int n = first; n <= last; n += step) {
        FloatVector v = FloatVector.fromArray(S, x, value + n + i);
        sum = v.fma(v, sum);
      }
      sum.fma(share, k).intoArray(x, divisor + i);
    }
  }

  /** {@code x[to] = x[from] * x[divisor] ^ -beta}. */
  private static void divide(Responses r, float[] x, int from, int divisor, int to, int size) {
    if (!r.usual()) {
      for (int i = 0; i < size; i++) {
        x[to + i] = x[from + i] * r.power(x[divisor + i]);
      }
      return;
    }
    FloatVector one = FloatVector.broadcast(S, 1f);
    for (int i = 0; i < size; i += S.length()) {
      FloatVector root = FloatVector.fromArray(S, x, divisor + i).lanewise(VectorOperators.SQRT);
      FloatVector power = one.div(root.mul(root.lanewise(VectorOperators.SQRT)));
      FloatVector.fromArray(S, x, from + i).mul(power).intoArray(x, to + i);
    }
  }

  @Override
  public void backward(
      Responses r, View in, View divisors, View dOut, View dIn, float[] x, int at, int c0, int c1) {
    for (int c = c0; c < c1; c++) {
      for (int row = 0; row < in.height(); row++) {
        int value = at + in.offset(c, row);
        int divisor = at + divisors.offset(c, row);
        int to = at + dIn.offset(c, row);
        divide(r, x, at + dOut.offset(c, row), divisor, to, in.rowSize());
        for (int i = 0; i < in.rowSize(); i += S.length()) {
          FloatVector direct = FloatVector.fromArray(S, x, to + i);
          direct
              .mul(FloatVector.fromArray(S, x, value + i))
              .div(FloatVector.fromArray(S, x, divisor + i))
              .intoArray(x, divisor + i);
        }
      }
    }
  }

  @Override
  public void spread(
      Responses r, View in, View quotients, View dIn, float[] x, int at, int c0, int c1) {
    float spreading = r.spreading();
    for (int c = c0; c < c1; c++) {
      int first = (r.firstWith(c) - c) * quotients.channelStride();
      int last = (r.lastWith(c, in.channels()) - c) * quotients.channelStride();
      for (int row = 0; row < in.height(); row++) {
        int value = at + in.offset(c, row);
        int quotient = at + quotients.offset(c, row);
        int to = at + dIn.offset(c, row);
        for (int i = 0; i < in.rowSize(); i += S.length()) {
          FloatVector sum = FloatVector.zero(S);
          for (int n = first; n <= last; n += quotients.channelStride()) {
            sum = sum.add(FloatVector.fromArray(S, x, quotient + n + i));
          }
          FloatVector factor = FloatVector.fromArray(S, x, value + i).mul(spreading);
          factor.fma(sum, FloatVector.fromArray(S, x, to + i)).intoArray(x, to + i);
        }
      }
    }
  }
}
