package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.VectorKernels.S;

import jdk.incubator.vector.FloatVector;

/** {@link AverageKernels}, a row of lanes at a time. */
final class VectorAverages implements AverageKernels {

  static final VectorAverages INSTANCE = new VectorAverages();

  private VectorAverages() {}

  @Override
  public void forward(Averages g, float[] x, int inAt, int outAt, int c0, int c1) {
    Windows windows = g.windows();
    int[] inPos = windows.inPos();
    int[] outPos = windows.outPos();
    int[] tap = windows.tap();
    for (int c = c0; c < c1; c++) {
      for (int lane = 0; lane < Lanes.COUNT; lane += S.length()) {
        int in = inAt + c * windows.inChannel() + lane;
        int out = outAt + c * windows.outChannel() + lane;
        for (int p = 0; p < inPos.length; p++) {
          mean(tap, g.share(), x, in + inPos[p], out + outPos[p]);
        }
      }
    }
  }

  private static void mean(int[] tap, float share, float[] x, int at, int to) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int full = tap.length & ~3;
    for (int t = 0; t < full; t += 4) {
      s0 = s0.add(FloatVector.fromArray(S, x, at + tap[t]));
      s1 = s1.add(FloatVector.fromArray(S, x, at + tap[t + 1]));
      s2 = s2.add(FloatVector.fromArray(S, x, at + tap[t + 2]));
      s3 = s3.add(FloatVector.fromArray(S, x, at + tap[t + 3]));
    }
    if (full < tap.length) {
      s0 = s0.add(FloatVector.fromArray(S, x, at + tap[full]));
    }
    if (full + 1 < tap.length) {
      s1 = s1.add(FloatVector.fromArray(S, x, at + tap[full + 1]));
    }
    if (full + 2 < tap.length) {
      s2 = s2.add(FloatVector.fromArray(S, x, at + tap[full + 2]));
    }
    s0.add(s1).add(s2.add(s3)).mul(share).intoArray(x, to);
  }

  @Override
  public void backward(Averages g, float[] x, int dInAt, int dOutAt, int c0, int c1) {
    Windows windows = g.windows();
    int[] dInPos = windows.inPos();
    int[] dOutPos = windows.outPos();
    int[] tap = windows.tap();
    boolean add = windows.overlap();
    for (int c = c0; c < c1; c++) {
      for (int lane = 0; lane < Lanes.COUNT; lane += S.length()) {
        int dIn = dInAt + c * windows.inChannel() + lane;
        int dOut = dOutAt + c * windows.outChannel() + lane;
        for (int p = 0; p < dInPos.length; p++) {
          FloatVector share = FloatVector.fromArray(S, x, dOut + dOutPos[p]).mul(g.share());
          for (int t = 0; t < tap.length; t++) {
            int target = dIn + dInPos[p] + tap[t];
            FloatVector sum = add ? FloatVector.fromArray(S, x, target).add(share) : share;
            sum.intoArray(x, target);
          }
        }
      }
    }
  }
}
