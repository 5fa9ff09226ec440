package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.VectorKernels.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** {@link Kernels#relu} and its gradient, row by row; a row's length is a multiple of 16. */
final class VectorRelu {

  private VectorRelu() {}

  static void forward(View in, View out, float[] x, int at, int c0, int c1) {
    int size = in.rowSize();
    for (int c = c0; c < c1; c++) {
      for (int row = 0; row < in.height(); row++) {
        int from = at + in.at() + c * in.channelStride() + row * in.rowStride();
        int to = at + out.at() + c * out.channelStride() + row * out.rowStride();
        for (int i = 0; i < size; i += S.length()) {
          FloatVector v = FloatVector.fromArray(S, x, from + i);
          v.blend(0f, v.compare(VectorOperators.LT, 0f)).intoArray(x, to + i);
        }
      }
    }
  }

  static void backward(View out, View dOut, View dIn, float[] x, int at, int c0, int c1) {
    int size = out.rowSize();
    FloatVector zero = FloatVector.zero(S);
    for (int c = c0; c < c1; c++) {
      for (int row = 0; row < out.height(); row++) {
        int value = at + out.at() + c * out.channelStride() + row * out.rowStride();
        int from = at + dOut.at() + c * dOut.channelStride() + row * dOut.rowStride();
        int to = at + dIn.at() + c * dIn.channelStride() + row * dIn.rowStride();
        for (int i = 0; i < size; i += S.length()) {
          FloatVector v = FloatVector.fromArray(S, x, value + i);
          FloatVector d = FloatVector.fromArray(S, x, from + i);
          zero.blend(d, v.compare(VectorOperators.GT, 0f)).intoArray(x, to + i);
        }
      }
    }
  }
}
