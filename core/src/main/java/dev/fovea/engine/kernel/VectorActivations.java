package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.Lanes.COUNT;
import static dev.fovea.engine.kernel.VectorKernels.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** The activations on vectors, step by step what {@link ScalarActivations} does. */
final class VectorActivations implements ActivationKernels {

  static final VectorActivations INSTANCE = new VectorActivations();

  private VectorActivations() {}

  @Override
  public void forward(Curve curve, View in, View out, float[] x, int at, int c0, int c1) {
    CurveRow.forward(VectorCurve.of(curve.kind()), curve.slope(), in, out, x, at, c0, c1);
  }

  @Override
  public void backward(
      Curve curve, View kept, View dOut, View dIn, float[] x, int at, int c0, int c1) {
    CurveRow row = VectorCurve.of(curve.kind());
    CurveRow.backward(row, curve.slope(), kept, dOut, dIn, x, at, c0, c1);
  }

  @Override
  public void softmax(View in, View out, float[] x, int at) {
    for (int lane = 0; lane < COUNT; lane += S.length()) {
      int from = at + in.at() + lane;
      int to = at + out.at() + lane;
      FloatVector max = max(in, x, from);
      FloatVector sum = FloatVector.zero(S);
      for (int c = 0; c < in.channels(); c++) {
        FloatVector z = FloatVector.fromArray(S, x, from + c * in.channelStride());
        FloatVector e = VectorExp.of(z.sub(max));
        e.intoArray(x, to + c * out.channelStride());
        sum = sum.add(e);
      }
      for (int c = 0; c < in.channels(); c++) {
        int element = to + c * out.channelStride();
        FloatVector.fromArray(S, x, element).div(sum).intoArray(x, element);
      }
    }
  }

  @Override
  public void softmaxBackward(View out, View dOut, View dIn, float[] x, int at) {
    for (int lane = 0; lane < COUNT; lane += S.length()) {
      int value = at + out.at() + lane;
      int from = at + dOut.at() + lane;
      int to = at + dIn.at() + lane;
      FloatVector sum = FloatVector.zero(S);
      for (int c = 0; c < out.channels(); c++) {
        FloatVector y = FloatVector.fromArray(S, x, value + c * out.channelStride());
        sum = y.fma(FloatVector.fromArray(S, x, from + c * dOut.channelStride()), sum);
      }
      for (int c = 0; c < out.channels(); c++) {
        FloatVector y = FloatVector.fromArray(S, x, value + c * out.channelStride());
        FloatVector d = FloatVector.fromArray(S, x, from + c * dOut.channelStride());
        y.mul(d.sub(sum)).intoArray(x, to + c * dIn.channelStride());
      }
    }
  }

  @Override
  public void logSoftmax(View in, View out, float[] x, int at, float[] scratch) {
    for (int lane = 0; lane < COUNT; lane += S.length()) {
      int from = at + in.at() + lane;
      FloatVector max = max(in, x, from);
      FloatVector sum = FloatVector.zero(S);
      for (int c = 0; c < in.channels(); c++) {
        FloatVector z = FloatVector.fromArray(S, x, from + c * in.channelStride());
        sum = sum.add(VectorExp.of(z.sub(max)));
      }
      sum.intoArray(scratch, 0);
      for (int i = 0; i < S.length(); i++) {
        scratch[i] = (float) StrictMath.log(scratch[i]);
      }
      FloatVector log = FloatVector.fromArray(S, scratch, 0);
      for (int c = 0; c < in.channels(); c++) {
        FloatVector z = FloatVector.fromArray(S, x, from + c * in.channelStride());
        z.sub(max).sub(log).intoArray(x, at + out.at() + lane + c * out.channelStride());
      }
    }
  }

  @Override
  public void logSoftmaxBackward(View out, View dOut, View dIn, float[] x, int at) {
    for (int lane = 0; lane < COUNT; lane += S.length()) {
      int value = at + out.at() + lane;
      int from = at + dOut.at() + lane;
      int to = at + dIn.at() + lane;
      FloatVector sum = FloatVector.zero(S);
      for (int c = 0; c < out.channels(); c++) {
        sum = sum.add(FloatVector.fromArray(S, x, from + c * dOut.channelStride()));
      }
      FloatVector minus = sum.neg();
      for (int c = 0; c < out.channels(); c++) {
        FloatVector d = FloatVector.fromArray(S, x, from + c * dOut.channelStride());
        FloatVector share =
            VectorExp.of(FloatVector.fromArray(S, x, value + c * out.channelStride()));
        share.fma(minus, d).intoArray(x, to + c * dIn.channelStride());
      }
    }
  }

  /** The largest features of the lanes of one vector, {@code from} being where the first are. */
  static FloatVector max(View in, float[] x, int from) {
    FloatVector max = FloatVector.fromArray(S, x, from);
    for (int c = 1; c < in.channels(); c++) {
      FloatVector z = FloatVector.fromArray(S, x, from + c * in.channelStride());
      max = max.blend(z, z.compare(VectorOperators.GT, max));
    }
    return max;
  }
}
