package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.Lanes.COUNT;

/** Each loss as plain loops, image by image. */
final class ScalarLosses implements LossKernels {

  @Override
  public void crossEntropy(
      View outputs,
      View gradient,
      float[] x,
      int at,
      int targetsAt,
      int count,
      float scale,
      float[] losses,
      int lossesAt,
      float[] scratch) {
    int classes = outputs.channels();
    for (int n = 0; n < COUNT; n++) {
      int z = at + outputs.at() + n;
      int d = at + gradient.at() + n;
      int t = targetsAt + n;
      float max = x[z];
      for (int c = 1; c < classes; c++) {
        float v = x[z + c * outputs.channelStride()];
        max = v > max ? v : max;
      }
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
        float target = x[targetsAt + c * COUNT + n];
        float gap = (scratch[n] - x[z + c * outputs.channelStride()]) + scratch[3 * COUNT + n];
        // Where nothing is aimed at, an infinite gap is no loss.
        loss = target == 0f ? loss : Math.fma(target, gap, loss);
        int i = d + c * gradient.channelStride();
        x[i] = Math.fma(x[i], part, -target) * factor;
      }
      losses[lossesAt + n] = loss;
    }
  }

  @Override
  public void ofLogProbabilities(
      View outputs,
      View gradient,
      float[] x,
      int at,
      int targetsAt,
      int count,
      float scale,
      float[] losses,
      int lossesAt,
      float[] scratch) {
    for (int n = 0; n < COUNT; n++) {
      int z = at + outputs.at() + n;
      int d = at + gradient.at() + n;
      float factor = n < count ? scale : 0f;
      float loss = 0f;
      for (int c = 0; c < outputs.channels(); c++) {
        float target = -x[targetsAt + c * COUNT + n];
        loss = target == 0f ? loss : Math.fma(target, x[z + c * outputs.channelStride()], loss);
        x[d + c * gradient.channelStride()] = target * factor;
      }
      losses[lossesAt + n] = loss;
    }
  }

  @Override
  public void ofProbabilities(
      View outputs,
      View gradient,
      float[] x,
      int at,
      int targetsAt,
      int count,
      float scale,
      float[] losses,
      int lossesAt,
      float[] scratch) {
    for (int n = 0; n < COUNT; n++) {
      int z = at + outputs.at() + n;
      int d = at + gradient.at() + n;
      float factor = n < count ? scale : 0f;
      float total = 0f;
      for (int c = 0; c < outputs.channels(); c++) {
        total += x[targetsAt + c * COUNT + n];
      }
      for (int c = 0; c < outputs.channels(); c++) {
        float p = x[z + c * outputs.channelStride()];
        float target = x[targetsAt + c * COUNT + n];
        x[d + c * gradient.channelStride()] = Math.fma(p, total, -target) * factor;
      }
    }
    Logarithms.losses(outputs, x, at, targetsAt, losses, lossesAt);
  }

  @Override
  public void squaredError(
      View outputs,
      View gradient,
      float[] x,
      int at,
      int targetsAt,
      int count,
      float scale,
      float[] losses,
      int lossesAt,
      float[] scratch) {
    float classes = outputs.channels();
    for (int n = 0; n < COUNT; n++) {
      int z = at + outputs.at() + n;
      int d = at + gradient.at() + n;
      float factor = n < count ? 2f * scale / classes : 0f;
      float sum = 0f;
      for (int c = 0; c < outputs.channels(); c++) {
        float off = x[z + c * outputs.channelStride()] - x[targetsAt + c * COUNT + n];
        sum = Math.fma(off, off, sum);
        x[d + c * gradient.channelStride()] = off * factor;
      }
      losses[lossesAt + n] = sum / classes;
    }
  }
}
