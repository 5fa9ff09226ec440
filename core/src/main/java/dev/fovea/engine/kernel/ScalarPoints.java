package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.Lanes.COUNT;

/** {@link PointKernels} as plain loops. */
final class ScalarPoints implements PointKernels {

  static final ScalarPoints ALL = new ScalarPoints();

  private ScalarPoints() {}

  @Override
  public void weights(
      float[] x,
      int in,
      int dOut,
      int tiles,
      int groups,
      int groupStride,
      int blocks,
      int outputs,
      int to,
      int toOutput) {
    for (int o = 0; o < outputs; o++) {
      for (int i = 0; i < blocks * COUNT; i++) {
        int inputs = in + i / COUNT * COUNT * tiles * COUNT + i % COUNT;
        float sum = 0;
        for (int g = 0; g < groups; g++) {
          for (int t = 0; t < tiles; t++) {
            for (int n = 0; n < COUNT; n++) {
              float d = x[g * groupStride + dOut + (o * tiles + t) * COUNT + n];
              sum = Math.fma(d, x[g * groupStride + inputs + (n * tiles + t) * COUNT], sum);
            }
          }
        }
        x[to + o * toOutput + i] = sum;
      }
    }
  }
}
