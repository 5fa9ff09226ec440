package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.Lanes.COUNT;

/** {@link PointKernels} as plain loops. */
final class ScalarPoints implements PointKernels {

  static final ScalarPoints INSTANCE = new ScalarPoints();

  private ScalarPoints() {}

  @Override
  public void weights(
      float[] x,
      int in,
      int dOut,
      int channelStride,
      int tiles,
      int groups,
      int groupStride,
      int blocks,
      int outputs,
      int to,
      int toOutput,
      boolean add) {
    for (int o = 0; o < outputs; o++) {
      for (int i = 0; i < blocks * COUNT; i++) {
        int inputs = in + i / COUNT * COUNT * channelStride + i % COUNT;
        int at = to + o * toOutput + i;
        float sum = add ? x[at] : 0;
        for (int g = 0; g < groups; g++) {
          int block = g * groupStride;
          for (int n = 0; n < COUNT; n++) {
            for (int t = 0; t < tiles; t++) {
              float d = x[block + dOut + o * channelStride + t * COUNT + n];
              sum = Math.fma(d, x[block + inputs + n * channelStride + t * COUNT], sum);
            }
          }
        }
        x[at] = sum;
      }
    }
  }
}
