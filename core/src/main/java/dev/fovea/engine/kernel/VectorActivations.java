package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.Lanes.COUNT;
import static dev.fovea.engine.kernel.VectorKernels.S;

import jdk.incubator.vector.FloatVector;

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
  public void softmax(View in, View out, float[] x, int at, float[] scratch) {
    for (int lane = 0; lane < COUNT; lane += S.length()) {
      int to = at + out.at() + lane;
      powers(in, out, x, at, lane, scratch);
      FloatVector sum = FloatVector.fromArray(S, scratch, COUNT + lane);
      for (int c = 0; c < in.channels(); c++) {
        int element = to + c * out.channelStride();
        FloatVector.fromArray(S, x, element).div(sum).intoArray(x, element);
      }
    }
  }

  private static void powers(View in, View out, float[] x, int at, int lane, float[] stats) {
    VectorPowers.of(
        x,
        at + in.at() + lane,
        in.channelStride(),
        at + out.at() + lane,
        out.channelStride(),
        in.channels(),
        stats,
        lane);
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
      powers(in, out, x, at, lane, scratch);
    }
    Logarithms.of(scratch, COUNT);
    for (int lane = 0; lane < COUNT; lane += S.length()) {
      int from = at + in.at() + lane;
      FloatVector max = FloatVector.fromArray(S, scratch, lane);
      FloatVector log = FloatVector.fromArray(S, scratch, COUNT + lane);
      for (int c = 0; c < in.channels(); c++) {
        FloatVector z = FloatVector.fromArray(S, x, from + c * in.channelStride());
        z.sub(max).sub(log).intoArray(x, at + out.at() + lane + c * out.channelStride());
      }
    }
  }

  @Override
  public void logSoftmaxBackward(
      View out, View dOut, View dIn, float[] x, int at, float[] scratch) {
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
        FloatVector.fromArray(S, x, value + c * out.channelStride()).intoArray(scratch, 0);
        VectorExp.replace(scratch, 0);
        FloatVector share = FloatVector.fromArray(S, scratch, 0);
        FloatVector d = FloatVector.fromArray(S, x, from + c * dOut.channelStride());
        share.fma(minus, d).intoArray(x, to + c * dIn.channelStride());
      }
    }
  }
}
