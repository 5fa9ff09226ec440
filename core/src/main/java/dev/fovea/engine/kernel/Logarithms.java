package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.Lanes.COUNT;

/** Logarithms of one group of images, for both kinds of kernels: a few for each image. */
final class Logarithms {

  private Logarithms() {}

  /** Replaces the sixteen floats from {@code at} by their logarithms. */
  static void of(float[] a, int at) {
    for (int n = at; n < at + COUNT; n++) {
      a[n] = (float) StrictMath.log(a[n]);
    }
  }

  /** The loss of {@link LossKernels#ofProbabilities}; most targets are zero and cost nothing. */
  static void losses(View outputs, float[] x, int at, int targets, float[] losses) {
    for (int n = 0; n < COUNT; n++) {
      float loss = 0f;
      for (int c = 0; c < outputs.channels(); c++) {
        float target = x[targets + c * COUNT + n];
        if (target != 0f) {
          float p = x[at + outputs.at() + c * outputs.channelStride() + n];
          float log = (float) StrictMath.log(p < Float.MIN_NORMAL ? Float.MIN_NORMAL : p);
          loss = Math.fma(-target, log, loss);
        }
      }
      losses[n] = loss;
    }
  }
}
