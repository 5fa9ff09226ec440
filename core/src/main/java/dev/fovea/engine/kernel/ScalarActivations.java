package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.Lanes.COUNT;

/** The activations as plain loops: the oracle for {@link VectorActivations}. */
final class ScalarActivations implements ActivationKernels {

  static final ScalarActivations INSTANCE = new ScalarActivations();

  private ScalarActivations() {}

  @Override
  public void forward(Curve curve, View in, View out, float[] x, int at, int c0, int c1) {
    CurveRow.forward(ScalarCurve.of(curve.kind()), curve.slope(), in, out, x, at, c0, c1);
  }

  @Override
  public void backward(
      Curve curve, View kept, View dOut, View dIn, float[] x, int at, int c0, int c1) {
    CurveRow row = ScalarCurve.of(curve.kind());
    CurveRow.backward(row, curve.slope(), kept, dOut, dIn, x, at, c0, c1);
  }

  @Override
  public void softmax(View in, View out, float[] x, int at, float[] scratch) {
    for (int lane = 0; lane < COUNT; lane++) {
      int from = at + in.at() + lane;
      int to = at + out.at() + lane;
      float max = max(in, x, from);
      float sum = 0f;
      for (int c = 0; c < in.channels(); c++) {
        float e = Exp.of(x[from + c * in.channelStride()] - max);
        x[to + c * out.channelStride()] = e;
        sum += e;
      }
      for (int c = 0; c < in.channels(); c++) {
        x[to + c * out.channelStride()] /= sum;
      }
    }
  }

  @Override
  public void softmaxBackward(View out, View dOut, View dIn, float[] x, int at) {
    for (int lane = 0; lane < COUNT; lane++) {
      int value = at + out.at() + lane;
      int from = at + dOut.at() + lane;
      int to = at + dIn.at() + lane;
      float sum = 0f;
      for (int c = 0; c < out.channels(); c++) {
        float y = x[value + c * out.channelStride()];
        sum = Math.fma(y, x[from + c * dOut.channelStride()], sum);
      }
      for (int c = 0; c < out.channels(); c++) {
        float y = x[value + c * out.channelStride()];
        x[to + c * dIn.channelStride()] = y * (x[from + c * dOut.channelStride()] - sum);
      }
    }
  }

  @Override
  public void logSoftmax(View in, View out, float[] x, int at, float[] scratch) {
    for (int lane = 0; lane < COUNT; lane++) {
      int from = at + in.at() + lane;
      int to = at + out.at() + lane;
      float max = max(in, x, from);
      float sum = 0f;
      for (int c = 0; c < in.channels(); c++) {
        sum += Exp.of(x[from + c * in.channelStride()] - max);
      }
      float log = (float) StrictMath.log(sum);
      for (int c = 0; c < in.channels(); c++) {
        x[to + c * out.channelStride()] = x[from + c * in.channelStride()] - max - log;
      }
    }
  }

  @Override
  public void logSoftmaxBackward(
      View out, View dOut, View dIn, float[] x, int at, float[] scratch) {
    for (int lane = 0; lane < COUNT; lane++) {
      int value = at + out.at() + lane;
      int from = at + dOut.at() + lane;
      int to = at + dIn.at() + lane;
      float sum = 0f;
      for (int c = 0; c < out.channels(); c++) {
        sum += x[from + c * dOut.channelStride()];
      }
      for (int c = 0; c < out.channels(); c++) {
        float share = Exp.of(x[value + c * out.channelStride()]);
        x[to + c * dIn.channelStride()] = Math.fma(share, -sum, x[from + c * dOut.channelStride()]);
      }
    }
  }

  /** The largest feature of one lane, {@code from} being where the first is. */
  static float max(View in, float[] x, int from) {
    float max = x[from];
    for (int c = 1; c < in.channels(); c++) {
      float z = x[from + c * in.channelStride()];
      max = z > max ? z : max;
    }
    return max;
  }
}
