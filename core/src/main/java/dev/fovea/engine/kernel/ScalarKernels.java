package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.Lanes.COUNT;

import java.util.Arrays;

/**
 * Each kernel as plain loops: the oracle for the vector ones, and what runs where the vector module
 * is missing. The loop over lanes is innermost, so that the JIT can still vectorise it.
 */
public final class ScalarKernels implements Kernels {

  private final BatchNormKernels batchNorm = new ScalarBatchNorm();
  private final LossKernels losses = new ScalarLosses();

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public BatchNormKernels batchNorm() {
    return batchNorm;
  }

  @Override
  public void correlate(
      Correlation g,
      float[] x,
      int inAt,
      int outAt,
      float[] weights,
      int weightsAt,
      float[] bias,
      int biasAt,
      int p0,
      int p1,
      int c0,
      int c1) {
    for (int c = c0; c < c1; c++) {
      int w = weightsAt + c * g.weightChannel();
      for (int p = p0; p < p1; p++) {
        int in = inAt + g.inPos()[p];
        int out = outAt + c * g.outChannel() + g.outPos()[p];
        Arrays.fill(x, out, out + COUNT, bias == null ? 0f : bias[biasAt + c]);
        for (int t = 0; t < g.taps(); t++) {
          float weight = weights[w + g.weightTap()[t]];
          multiplyAdd(weight, x, in + g.inTap()[t], x, out);
        }
      }
    }
  }

  @Override
  public void transformTile(
      TileTransform transform,
      float[] x,
      int from,
      int fromRow,
      int fromColumn,
      int to,
      int toRow,
      int toColumn,
      int scratch) {
    ScalarTiles.run(transform, x, from, fromRow, fromColumn, to, toRow, toColumn, scratch);
  }

  @Override
  public void weightedSum(
      float[] x,
      int from,
      int step,
      float[] factors,
      int factor,
      int factorStep,
      int terms,
      int to,
      int size) {
    for (int i = 0; i < size; i++) {
      float sum = factors[factor] * x[from + i];
      for (int k = 1; k < terms; k++) {
        sum = Math.fma(factors[factor + k * factorStep], x[from + k * step + i], sum);
      }
      x[to + i] = sum;
    }
  }

  @Override
  public void add(float[] x, int from, int to, int size) {
    for (int i = 0; i < size; i++) {
      x[to + i] += x[from + i];
    }
  }

  @Override
  public void tileWeights(
      float[] x,
      int in,
      int inChannels,
      int dOut,
      int channelStride,
      int tiles,
      int to,
      int o0,
      int o1,
      boolean add,
      float[] scratch) {
    for (int o = o0; o < o1; o++) {
      for (int i = 0; i < inChannels; i++) {
        Arrays.fill(scratch, 0, COUNT, 0f);
        for (int tile = 0; tile < tiles; tile++) {
          int at = tile * COUNT;
          multiplyAdd(x, dOut + o * channelStride + at, x, in + i * channelStride + at, scratch);
        }
        float sum = Lanes.sum(scratch, 0);
        int at = to + o * inChannels + i;
        x[at] = add ? x[at] + sum : sum;
      }
    }
  }

  @Override
  public void correlateBlocks(BlockCorrelation g, float[] x, float[] weights) {
    for (int b = 0; b < g.blocks(); b++) {
      int bias = b * g.weightBlock();
      for (int p = 0; p < g.positions(); p++) {
        int out = b * g.outBlock() + g.outPos()[p];
        System.arraycopy(weights, bias, x, out, COUNT);
        for (int t = 0; t < g.taps(); t++) {
          multiplyAdd(x[g.inPos()[p] + g.inTap()[t]], weights, bias + (1 + t) * COUNT, x, out);
        }
      }
    }
  }

  @Override
  public int weightTiles(Correlation g, int channels) {
    return channels;
  }

  @Override
  public void correlateWeights(
      Correlation g,
      float[] x,
      int inAt,
      int outAt,
      int groups,
      int groupStride,
      float[] gradient,
      int gradientAt,
      int tile0,
      int tile1,
      float[] scratch) {
    ScalarWeights.run(
        g, x, inAt, outAt, groups, groupStride, gradient, gradientAt, tile0, tile1, scratch);
  }

  @Override
  public void channelSums(
      View view,
      float[] x,
      int groups,
      int groupStride,
      float[] gradient,
      int gradientAt,
      int c0,
      int c1,
      float[] scratch) {
    ScalarSums.run(view, x, groups, groupStride, gradient, gradientAt, c0, c1, scratch);
  }

  @Override
  public void denseWeights(
      float[] x,
      int dOutAt,
      int groups,
      int groupStride,
      int imagesAt,
      int in,
      int inPadded,
      float[] gradient,
      int gradientAt,
      int o0,
      int o1,
      float[] scratch) {
    for (int o = o0; o < o1; o++) {
      int row = gradientAt + o * in;
      Arrays.fill(gradient, row, row + in, 0f);
      for (int image = 0; image < groups * COUNT; image++) {
        int group = image / COUNT * groupStride;
        int lane = image % COUNT;
        float d = x[group + dOutAt + o * COUNT + lane];
        int features = group + imagesAt + lane * inPadded;
        for (int i = 0; i < in; i++) {
          gradient[row + i] = Math.fma(d, x[features + i], gradient[row + i]);
        }
      }
    }
  }

  @Override
  public void maxPool(Windows g, float[] x, int inAt, int outAt, int c0, int c1) {
    ScalarPool.forward(g, x, inAt, outAt, c0, c1);
  }

  @Override
  public void maxPoolNumbered(
      Windows g, Windows gradients, float[] x, int inAt, int outAt, int numbersAt, int c0, int c1) {
    ScalarPool.numbered(g, gradients, x, inAt, outAt, numbersAt, c0, c1);
  }

  @Override
  public void maxPoolBackward(
      Windows gradients, float[] x, int numbersAt, int dInAt, int dOutAt, int c0, int c1) {
    ScalarPool.backward(gradients, x, numbersAt, dInAt, dOutAt, c0, c1);
  }

  @Override
  public AverageKernels averages() {
    return ScalarAverages.INSTANCE;
  }

  @Override
  public LayerNormKernels layerNorms() {
    return ScalarLayerNorms.INSTANCE;
  }

  @Override
  public PointKernels points() {
    return ScalarPoints.INSTANCE;
  }

  @Override
  public ResponseKernels responses() {
    return ScalarResponses.INSTANCE;
  }

  @Override
  public void relu(View in, View out, float[] x, int at, int c0, int c1) {
    for (int c = c0; c < c1; c++) {
      for (int row = 0; row < in.height(); row++) {
        int from = at + in.at() + c * in.channelStride() + row * in.rowStride();
        int to = at + out.at() + c * out.channelStride() + row * out.rowStride();
        for (int i = 0; i < in.rowSize(); i++) {
          x[to + i] = x[from + i] < 0f ? 0f : x[from + i];
        }
      }
    }
  }

  @Override
  public void reluBackward(View out, View dOut, View dIn, float[] x, int at, int c0, int c1) {
    for (int c = c0; c < c1; c++) {
      for (int row = 0; row < out.height(); row++) {
        int value = at + out.at() + c * out.channelStride() + row * out.rowStride();
        int from = at + dOut.at() + c * dOut.channelStride() + row * dOut.rowStride();
        int to = at + dIn.at() + c * dIn.channelStride() + row * dIn.rowStride();
        for (int i = 0; i < out.rowSize(); i++) {
          x[to + i] = x[value + i] > 0f ? x[from + i] : 0f;
        }
      }
    }
  }

  @Override
  public ActivationKernels activations() {
    return ScalarActivations.INSTANCE;
  }

  @Override
  public void dropout(
      Drops drops, long key, int first, View from, View to, float[] x, int at, int c0, int c1) {
    for (int c = c0; c < c1; c++) {
      for (int row = 0; row < from.height(); row++) {
        int in = at + from.at() + c * from.channelStride() + row * from.rowStride();
        int out = at + to.at() + c * to.channelStride() + row * to.rowStride();
        int number = first + (c * from.height() + row) * from.rowSize();
        for (int i = 0; i < from.rowSize(); i++) {
          boolean dropped = Drops.hash(number + i, key) < drops.threshold();
          x[out + i] = dropped ? 0f : x[in + i] * drops.scale();
        }
      }
    }
  }

  @Override
  public void softmaxCrossEntropy(
      float[] x,
      int logitsAt,
      int dLogitsAt,
      int classes,
      int[] labels,
      int[] order,
      int from,
      int count,
      float scale,
      float[] losses,
      int[] predictions,
      int resultsAt,
      float[] scratch) {
    for (int n = 0; n < COUNT; n++) {
      float max = x[logitsAt + n];
      for (int c = 1; c < classes; c++) {
        float z = x[logitsAt + c * COUNT + n];
        max = z > max ? z : max;
      }
      float sum = 0f;
      for (int c = 0; c < classes; c++) {
        float e = Exp.of(x[logitsAt + c * COUNT + n] - max);
        x[dLogitsAt + c * COUNT + n] = e;
        sum += e;
      }
      float factor = n < count ? scale / sum : 0f;
      for (int c = 0; c < classes; c++) {
        x[dLogitsAt + c * COUNT + n] *= factor;
      }
      scratch[n] = max;
      scratch[COUNT + n] = sum;
    }
    SoftmaxResults.store(
        x,
        logitsAt,
        dLogitsAt,
        classes,
        labels,
        order,
        from,
        count,
        scale,
        losses,
        predictions,
        resultsAt,
        scratch);
  }

  @Override
  public LossKernels losses() {
    return losses;
  }

  private static void multiplyAdd(float w, float[] in, int inAt, float[] sum, int sumAt) {
    for (int l = 0; l < COUNT; l++) {
      sum[sumAt + l] = Math.fma(w, in[inAt + l], sum[sumAt + l]);
    }
  }

  private static void multiplyAdd(float[] a, int aAt, float[] b, int bAt, float[] sum) {
    for (int l = 0; l < COUNT; l++) {
      sum[l] = Math.fma(a[aAt + l], b[bAt + l], sum[l]);
    }
  }
}
