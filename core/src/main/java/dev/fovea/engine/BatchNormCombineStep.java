package dev.fovea.engine;

import static dev.fovea.engine.kernel.BatchNormKernels.GAIN;
import static dev.fovea.engine.kernel.BatchNormKernels.LEVEL;
import static dev.fovea.engine.kernel.BatchNormKernels.LINE;
import static dev.fovea.engine.kernel.BatchNormKernels.MEAN;
import static dev.fovea.engine.kernel.BatchNormKernels.SCALE;
import static dev.fovea.engine.kernel.BatchNormKernels.SHIFT;
import static dev.fovea.engine.kernel.BatchNormKernels.SLOPE;
import static dev.fovea.engine.kernel.BatchNormKernels.SUMS;

import dev.fovea.engine.Reach.Place;

/**
 * The second step of {@link BatchNormSteps}: what the groups measured, for the whole batch, channel
 * by channel and in double precision. The groups are taken in their order, so that it does not
 * matter who measured them.
 *
 * @param plane elements of a channel in an image
 * @param parametersAt where weight, bias, running mean and running variance begin
 * @param epsilon added to the variance
 * @param momentum how far the running numbers follow a batch
 */
record BatchNormCombineStep(
    int channels, int plane, NormPlace place, int parametersAt, double epsilon, double momentum)
    implements Step {

  @Override
  public boolean together() {
    return true;
  }

  @Override
  public void forward(Frame f, int g0, int g1, int part, int parts) {
    if (f.gradient == null) {
      return; // a plan for training that only predicts
    }
    int c1 = Step.cut(channels, part + 1, parts);
    for (int c = Step.cut(channels, part, parts); c < c1; c++) {
      combine(f, c);
    }
  }

  /** Mean and variance of several sets from those of each: Chan, Golub and LeVeque, 1979. */
  private void combine(Frame f, int c) {
    double count = 0;
    double mean = 0;
    double squares = 0;
    for (int g = 0; g < f.groups; g++) {
      int sums = g * f.groupStride + place.sumsAt() + c * SUMS;
      double n = (double) BatchNormSteps.images(f, g) * plane;
      double sum = f.x[sums + 1];
      double away = f.x[sums] + sum / n - mean;
      double all = count + n;
      squares += f.x[sums + 2] - sum * sum / n + away * away * count * n / all;
      mean += away * n / all;
      count = all;
    }
    squares = Math.max(0, squares); // rounding may leave a little less
    writeLine(f, c, mean, squares / count, epsilon);
    int running = parametersAt + 2 * channels + c;
    follow(f.parameters, running, mean);
    follow(f.parameters, running + channels, squares / (count - 1));
  }

  private void follow(float[] parameters, int running, double measured) {
    parameters[running] = (float) ((1 - momentum) * parameters[running] + momentum * measured);
  }

  /** What a channel's elements are multiplied by, and what is added. */
  static void writeLine(
      Frame f, int line, float weight, float bias, double mean, double variance, double epsilon) {
    double scale = 1 / Math.sqrt(variance + epsilon);
    float gain = (float) (weight * scale);
    f.x[line + GAIN] = gain;
    f.x[line + SHIFT] = (float) (bias - mean * gain);
    f.x[line + MEAN] = (float) mean;
    f.x[line + SCALE] = (float) scale;
  }

  private void writeLine(Frame f, int c, double mean, double variance, double epsilon) {
    float weight = f.parameters[parametersAt + c];
    float bias = f.parameters[parametersAt + channels + c];
    writeLine(f, place.lines(f) + c * LINE, weight, bias, mean, variance, epsilon);
  }

  @Override
  public void backward(Frame f, int g0, int g1, int part, int parts) {
    double count = (double) f.images * plane;
    int c1 = Step.cut(channels, part + 1, parts);
    for (int c = Step.cut(channels, part, parts); c < c1; c++) {
      double sum = 0;
      double product = 0;
      for (int g = 0; g < f.groups; g++) {
        int sums = g * f.groupStride + place.sumsAt() + c * SUMS;
        sum += f.x[sums];
        product += f.x[sums + 1];
      }
      int line = place.lines(f) + c * LINE;
      double gain = f.x[line + GAIN];
      double scale = f.x[line + SCALE];
      f.gradient[parametersAt + c] = (float) (product * scale);
      f.gradient[parametersAt + channels + c] = (float) sum;
      float slope = (float) (-gain * scale * scale * product / count);
      f.x[line + SLOPE] = slope;
      f.x[line + LEVEL] = (float) (-gain * sum / count - slope * (double) f.x[line + MEAN]);
    }
  }

  @Override
  public void reach(Reaches r) {
    r.add(Place.BLOCK, place.sumsAt(), (long) channels * SUMS);
    r.add(Place.SHARED, place.linesAt(), (long) channels * LINE);
    for (int tensor = 0; tensor < 4; tensor++) {
      r.add(Place.PARAMETERS, parametersAt + (long) tensor * channels, channels);
    }
  }
}
