package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.Lanes.COUNT;

/** {@link AverageKernels} as plain loops. */
final class ScalarAverages implements AverageKernels {

  static final ScalarAverages INSTANCE = new ScalarAverages();

  private ScalarAverages() {}

  @Override
  public void forward(Averages g, float[] x, int inAt, int outAt, int c0, int c1) {
    Windows windows = g.windows();
    for (int c = c0; c < c1; c++) {
      for (int p = 0; p < windows.inPos().length; p++) {
        int in = inAt + c * windows.inChannel() + windows.inPos()[p];
        int out = outAt + c * windows.outChannel() + windows.outPos()[p];
        for (int l = 0; l < COUNT; l++) {
          x[out + l] = sum(windows.tap(), x, in + l) * g.share();
        }
      }
    }
  }

  private static float sum(int[] tap, float[] x, int at) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    for (int t = 0; t < tap.length; t++) {
      float value = x[at + tap[t]];
      switch (t % 4) {
        case 0 -> s0 += value;
        case 1 -> s1 += value;
        case 2 -> s2 += value;
        default -> s3 += value;
      }
    }
    return (s0 + s1) + (s2 + s3);
  }

  @Override
  public void backward(Averages g, float[] x, int dInAt, int dOutAt, int c0, int c1) {
    Windows windows = g.windows();
    for (int c = c0; c < c1; c++) {
      for (int p = 0; p < windows.inPos().length; p++) {
        int dIn = dInAt + c * windows.inChannel() + windows.inPos()[p];
        int dOut = dOutAt + c * windows.outChannel() + windows.outPos()[p];
        for (int t = 0; t < windows.tap().length; t++) {
          int target = dIn + windows.tap()[t];
          for (int l = 0; l < COUNT; l++) {
            float share = x[dOut + l] * g.share();
            x[target + l] = windows.overlap() ? x[target + l] + share : share;
          }
        }
      }
    }
  }
}
