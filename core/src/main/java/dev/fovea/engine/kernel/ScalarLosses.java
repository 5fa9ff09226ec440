package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.Lanes.COUNT;

/** Each loss as plain loops, image by image. */
final class ScalarLosses implements LossKernels {

  @Override
  public void crossEntropy(
      LossViews views, float[] x, int at, int targets, int count, float scale, float[] scratch) {
    View outputs = views.outputs();
    View gradient = views.gradient();
    int classes = outputs.channels();
    for (int n = 0; n < COUNT; n++) {
      int z = at + outputs.at() + n;
      int d = at + gradient.at() + n;
      int t = targets + n;
      float max = ScalarActivations.max(outputs, x, z);
      float sum = 0f;
      float total = 0f;
      for (int c = 0; c < classes; c++) {
        float e = Exp.of(x[z + c * outputs.channelStride()] - max);
        x[d + c * gradient.channelStride()] = e;
        sum += e;
        total += x[t + c * COUNT];
      }
      scratch[n] = max;
      scratch[COUNT + n] = sum;
      scratch[2 * COUNT + n] = total;
      scratch[3 * COUNT + n] = sum;
    }
    Logarithms.of(scratch, 3 * COUNT);
    for (int n = 0; n < COUNT; n++) {
      int z = at + outputs.at() + n;
      int d = at + gradient.at() + n;
      float part = scratch[2 * COUNT + n] / scratch[COUNT + n];
      float factor = n < count ? scale : 0f;
      float loss = 0f;
      for (int c = 0; c < classes; c++) {
        float target = x[targets + c * COUNT + n];
        float gap = (scratch[n] - x[z + c * outputs.channelStride()]) + scratch[3 * COUNT + n];
        // Where nothing is aimed at, an infinite gap is no loss.
        loss = target == 0f ? loss : Math.fma(target, gap, loss);
        int i = d + c * gradient.channelStride();
        x[i] = Math.fma(x[i], part, -target) * factor;
      }
      scratch[n] = loss;
    }
  }

  @Override
  public void ofLogProbabilities(
      LossViews views, float[] x, int at, int targets, int count, float scale, float[] scratch) {
    View outputs = views.outputs();
    View gradient = views.gradient();
    for (int n = 0; n < COUNT; n++) {
      int z = at + outputs.at() + n;
      int d = at + gradient.at() + n;
      float factor = n < count ? scale : 0f;
      float loss = 0f;
      for (int c = 0; c < outputs.channels(); c++) {
        float target = -x[targets + c * COUNT + n];
        loss = target == 0f ? loss : Math.fma(target, x[z + c * outputs.channelStride()], loss);
        x[d + c * gradient.channelStride()] = target * factor;
      }
      scratch[n] = loss;
    }
  }

  @Override
  public void ofProbabilities(
      LossViews views, float[] x, int at, int targets, int count, float scale, float[] scratch) {
    View outputs = views.outputs();
    View gradient = views.gradient();
    for (int n = 0; n < COUNT; n++) {
      int z = at + outputs.at() + n;
      int d = at + gradient.at() + n;
      float factor = n < count ? scale : 0f;
      float total = 0f;
      for (int c = 0; c < outputs.channels(); c++) {
        total += x[targets + c * COUNT + n];
      }
      for (int c = 0; c < outputs.channels(); c++) {
        float p = x[z + c * outputs.channelStride()];
        float target = x[targets + c * COUNT + n];
        x[d + c * gradient.channelStride()] = Math.fma(p, total, -target) * factor;
      }
    }
    Logarithms.losses(outputs, x, at, targets, scratch);
  }

  @Override
  public void squaredError(
      LossViews views, float[] x, int at, int targets, int count, float scale, float[] scratch) {
    View outputs = views.outputs();
    View gradient = views.gradient();
    float classes = outputs.channels();
    for (int n = 0; n < COUNT; n++) {
      int z = at + outputs.at() + n;
      int d = at + gradient.at() + n;
      float factor = n < count ? 2f * scale / classes : 0f;
      float sum = 0f;
      for (int c = 0; c < outputs.channels(); c++) {
        float off = x[z + c * outputs.channelStride()] - x[targets + c * COUNT + n];
        sum = Math.fma(off, off, sum);
        x[d + c * gradient.channelStride()] = off * factor;
      }
      scratch[n] = sum / classes;
    }
  }
}
