package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.Lanes.COUNT;

import java.util.Arrays;

/** {@link LayerNormKernels} as plain loops. */
final class ScalarLayerNorms implements LayerNormKernels {

  static final ScalarLayerNorms INSTANCE = new ScalarLayerNorms();

  private ScalarLayerNorms() {}

  @Override
  public void measure(View in, float[] x, int at, int momentsAt, int c0, int c1, float[] scratch) {
    float elements = (float) in.height() * in.width();
    for (int c = c0; c < c1; c++) {
      int from = at + in.at() + c * in.channelStride();
      int mean = momentsAt + c * ROWS * COUNT;
      // Four sums, taken by turns, because one alone would wait for each addition.
      Arrays.fill(scratch, 0, 4 * COUNT, 0f);
      for (int row = 0; row < in.height(); row++) {
        for (int column = 0; column < in.width(); column++) {
          int i = from + row * in.rowStride() + column * COUNT;
          int sum = (row * in.width() + column) % 4 * COUNT;
          for (int l = 0; l < COUNT; l++) {
            scratch[sum + l] += x[i + l];
          }
        }
      }
      for (int l = 0; l < COUNT; l++) {
        x[mean + l] = fourth(scratch, l) / elements;
      }
      Arrays.fill(scratch, 0, 4 * COUNT, 0f);
      for (int row = 0; row < in.height(); row++) {
        for (int column = 0; column < in.width(); column++) {
          int i = from + row * in.rowStride() + column * COUNT;
          int sum = (row * in.width() + column) % 4 * COUNT;
          for (int l = 0; l < COUNT; l++) {
            float left = x[i + l] - x[mean + l];
            scratch[sum + l] = Math.fma(left, left, scratch[sum + l]);
          }
        }
      }
      for (int l = 0; l < COUNT; l++) {
        x[mean + COUNT + l] = fourth(scratch, l);
      }
    }
  }

  private static float fourth(float[] sums, int l) {
    return (sums[l] + sums[COUNT + l]) + (sums[2 * COUNT + l] + sums[3 * COUNT + l]);
  }

  @Override
  public void combine(
      float[] x, int momentsAt, int channels, int elements, float epsilon, float[] statistics) {
    for (int l = 0; l < COUNT; l++) {
      float sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += x[momentsAt + c * ROWS * COUNT + l];
      }
      float mean = sum / channels;
      float squares = 0;
      for (int c = 0; c < channels; c++) {
        int moments = momentsAt + c * ROWS * COUNT + l;
        float apart = x[moments] - mean;
        squares = Math.fma(apart * elements, apart, squares + x[moments + COUNT]);
      }
      float variance = squares / ((float) channels * elements);
      statistics[l] = mean;
      statistics[COUNT + l] = 1f / (float) Math.sqrt(variance + epsilon);
    }
  }

  @Override
  public void forward(
      View in,
      View out,
      float[] x,
      int at,
      float[] statistics,
      float[] parameters,
      int weightsAt,
      int biasAt,
      int c0,
      int c1) {
    for (int c = c0; c < c1; c++) {
      for (int row = 0; row < in.height(); row++) {
        int from = at + in.at() + c * in.channelStride() + row * in.rowStride();
        int to = at + out.at() + c * out.channelStride() + row * out.rowStride();
        int element = (c * in.height() + row) * in.width();
        for (int column = 0; column < in.width(); column++) {
          float weight = parameters[weightsAt + element + column];
          float bias = parameters[biasAt + element + column];
          for (int l = 0; l < COUNT; l++) {
            float normal = (x[from + column * COUNT + l] - statistics[l]) * statistics[COUNT + l];
            x[to + column * COUNT + l] = Math.fma(normal, weight, bias);
          }
        }
      }
    }
  }

  @Override
  public void sums(
      View in,
      View dOut,
      float[] x,
      int at,
      int statisticsAt,
      int momentsAt,
      int weightSumsAt,
      int biasSumsAt,
      float[] parameters,
      int weightsAt,
      int c0,
      int c1,
      float[] scratch) {
    for (int c = c0; c < c1; c++) {
      int moments = momentsAt + c * ROWS * COUNT;
      Arrays.fill(x, moments, moments + ROWS * COUNT, 0f);
      for (int row = 0; row < in.height(); row++) {
        int from = at + in.at() + c * in.channelStride() + row * in.rowStride();
        int d = at + dOut.at() + c * dOut.channelStride() + row * dOut.rowStride();
        int element = (c * in.height() + row) * in.width();
        for (int column = 0; column < in.width(); column++) {
          float weight = parameters[weightsAt + element + column];
          for (int l = 0; l < COUNT; l++) {
            float gradient = x[d + column * COUNT + l];
            float both = gradient * normal(x, from + column * COUNT, statisticsAt, l);
            x[moments + l] = Math.fma(gradient, weight, x[moments + l]);
            x[moments + COUNT + l] = Math.fma(both, weight, x[moments + COUNT + l]);
            scratch[l] = both;
          }
          x[weightSumsAt + element + column] = Lanes.sum(scratch, 0);
          x[biasSumsAt + element + column] = Lanes.sum(x, d + column * COUNT);
        }
      }
    }
  }

  private static float normal(float[] x, int at, int statisticsAt, int l) {
    return (x[at + l] - x[statisticsAt + l]) * x[statisticsAt + COUNT + l];
  }

  @Override
  public void backward(
      View in,
      View dOut,
      View dIn,
      float[] x,
      int at,
      int statisticsAt,
      int momentsAt,
      float[] parameters,
      int weightsAt,
      int c0,
      int c1,
      float[] scratch) {
    Arrays.fill(scratch, 0, ROWS * COUNT, 0f);
    for (int c = 0; c < in.channels(); c++) {
      for (int i = 0; i < ROWS * COUNT; i++) {
        scratch[i] += x[momentsAt + c * ROWS * COUNT + i];
      }
    }
    float elements = (float) in.channels() * in.height() * in.width();
    for (int i = 0; i < ROWS * COUNT; i++) {
      scratch[i] = -scratch[i] / elements;
    }
    for (int c = c0; c < c1; c++) {
      for (int row = 0; row < in.height(); row++) {
        int from = at + in.at() + c * in.channelStride() + row * in.rowStride();
        int d = at + dOut.at() + c * dOut.channelStride() + row * dOut.rowStride();
        int to = at + dIn.at() + c * dIn.channelStride() + row * dIn.rowStride();
        int weights = weightsAt + (c * in.height() + row) * in.width();
        for (int column = 0; column < in.width(); column++) {
          float weight = parameters[weights + column];
          for (int l = 0; l < COUNT; l++) {
            float left = Math.fma(x[d + column * COUNT + l], weight, scratch[l]);
            float normal = normal(x, from + column * COUNT, statisticsAt, l);
            float gradient = Math.fma(normal, scratch[COUNT + l], left);
            x[to + column * COUNT + l] = gradient * x[statisticsAt + COUNT + l];
          }
        }
      }
    }
  }
}
