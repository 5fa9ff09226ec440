package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.Lanes.COUNT;

/** {@link Kernels#maxPool} and its gradient as plain loops. */
final class ScalarPool {

  private ScalarPool() {}

  static void forward(Windows g, float[] x, int inAt, int outAt, int c0, int c1) {
    for (int c = c0; c < c1; c++) {
      for (int p = 0; p < g.inPos().length; p++) {
        int in = inAt + c * g.inChannel() + g.inPos()[p];
        int out = outAt + c * g.outChannel() + g.outPos()[p];
        for (int l = 0; l < COUNT; l++) {
          float max = x[in + l];
          for (int t = 1; t < g.tap().length; t++) {
            float value = x[in + g.tap()[t] + l];
            max = value > max ? value : max;
          }
          x[out + l] = max;
        }
      }
    }
  }

  static void numbered(
      Windows g, Windows gradients, float[] x, int inAt, int outAt, int numbersAt, int c0, int c1) {
    for (int c = c0; c < c1; c++) {
      for (int p = 0; p < g.inPos().length; p++) {
        int in = inAt + c * g.inChannel() + g.inPos()[p];
        int out = outAt + c * g.outChannel() + g.outPos()[p];
        int number = numbersAt + c * gradients.outChannel() + gradients.outPos()[p];
        for (int l = 0; l < COUNT; l++) {
          int max = 0;
          for (int t = 1; t < g.tap().length; t++) {
            max = x[in + g.tap()[t] + l] > x[in + g.tap()[max] + l] ? t : max;
          }
          x[out + l] = x[in + g.tap()[max] + l];
          x[number + l] = max;
        }
      }
    }
  }

  static void backward(
      Windows gradients, float[] x, int numbersAt, int dInAt, int dOutAt, int c0, int c1) {
    for (int c = c0; c < c1; c++) {
      for (int p = 0; p < gradients.inPos().length; p++) {
        int dIn = dInAt + c * gradients.inChannel() + gradients.inPos()[p];
        int at = c * gradients.outChannel() + gradients.outPos()[p];
        for (int t = 0; t < gradients.tap().length; t++) {
          for (int l = 0; l < COUNT; l++) {
            float share = x[numbersAt + at + l] == t ? x[dOutAt + at + l] : 0f;
            int target = dIn + gradients.tap()[t] + l;
            x[target] = gradients.overlap() ? x[target] + share : share;
          }
        }
      }
    }
  }
}
