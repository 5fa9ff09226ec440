package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.Lanes.COUNT;

import java.util.Arrays;

/** {@link BatchNormKernels} as plain loops. Sums of a channel take turns along a row. */
final class ScalarBatchNorm implements BatchNormKernels {

  @Override
  public void measure(
      View in, float[] x, int at, int images, int sums, int c0, int c1, float[] scratch) {
    for (int c = c0; c < c1; c++) {
      int first = at + in.at() + c * in.channelStride();
      Arrays.fill(scratch, 0, 2 * COUNT, 0f);
      int rows = 0;
      for (int row = 0; row < in.height(); row += 4) {
        for (int i = 0; i < in.rowSize(); i++) {
          scratch[turn(i)] += x[first + row * in.rowStride() + i];
        }
        rows++;
      }
      double some = (double) rows * in.width() * images;
      addTurns(scratch, 0);
      float near = (float) (BatchNormKernels.sum(scratch, 0, images) / some);
      Arrays.fill(scratch, 0, 4 * COUNT, 0f);
      for (int row = 0; row < in.height(); row++) {
        for (int i = 0; i < in.rowSize(); i++) {
          float difference = x[first + row * in.rowStride() + i] - near;
          add(scratch, turn(i), difference, difference);
        }
      }
      x[sums + c * SUMS] = near;
      store(scratch, images, x, sums + c * SUMS + 1);
    }
  }

  /** Which sum element {@code i} of a row goes to. */
  private static int turn(int i) {
    return i % (2 * COUNT);
  }

  private static void add(float[] scratch, int turn, float a, float b) {
    scratch[turn] += a;
    scratch[2 * COUNT + turn] = Math.fma(a, b, scratch[2 * COUNT + turn]);
  }

  private static void addTurns(float[] scratch, int from) {
    for (int l = 0; l < COUNT; l++) {
      scratch[from + l] += scratch[from + COUNT + l];
    }
  }

  private static void store(float[] scratch, int images, float[] x, int to) {
    addTurns(scratch, 0);
    addTurns(scratch, 2 * COUNT);
    x[to] = (float) BatchNormKernels.sum(scratch, 0, images);
    x[to + 1] = (float) BatchNormKernels.sum(scratch, 2 * COUNT, images);
  }

  @Override
  public void apply(NormViews v, float[] x, int at, int lines, int c0, int c1) {
    View in = v.in();
    View out = v.out();
    for (int c = c0; c < c1; c++) {
      for (int row = 0; row < in.height(); row++) {
        int from = at + in.at() + c * in.channelStride() + row * in.rowStride();
        int to = at + out.at() + c * out.channelStride() + row * out.rowStride();
        for (int i = 0; i < in.rowSize(); i++) {
          float y = normal(x, from + i, lines + c * LINE);
          x[to + i] = y < v.floor() ? v.floor() : y;
        }
      }
    }
  }

  private static float normal(float[] x, int element, int line) {
    return Math.fma(x[element], x[line + GAIN], x[line + SHIFT]);
  }

  @Override
  public void gradientSums(
      NormViews v, float[] x, int at, int lines, int sums, int c0, int c1, float[] scratch) {
    View in = v.in();
    View dOut = v.dOut();
    for (int c = c0; c < c1; c++) {
      int line = lines + c * LINE;
      Arrays.fill(scratch, 0, 4 * COUNT, 0f);
      for (int row = 0; row < in.height(); row++) {
        int from = at + in.at() + c * in.channelStride() + row * in.rowStride();
        int d = at + dOut.at() + c * dOut.channelStride() + row * dOut.rowStride();
        for (int i = 0; i < in.rowSize(); i++) {
          float passed = normal(x, from + i, line) > v.floor() ? x[d + i] : 0f;
          add(scratch, turn(i), passed, x[from + i] - x[line + MEAN]);
        }
      }
      store(scratch, COUNT, x, sums + c * SUMS);
    }
  }

  @Override
  public void inputGradient(
      NormViews v, float[] x, int at, int images, int lines, int c0, int c1, float[] scratch) {
    View in = v.in();
    View dOut = v.dOut();
    View dIn = v.dIn();
    for (int c = c0; c < c1; c++) {
      int line = lines + c * LINE;
      BatchNormKernels.fillLanes(scratch, x, line, images);
      for (int row = 0; row < in.height(); row++) {
        int from = at + in.at() + c * in.channelStride() + row * in.rowStride();
        int d = at + dOut.at() + c * dOut.channelStride() + row * dOut.rowStride();
        int to = at + dIn.at() + c * dIn.channelStride() + row * dIn.rowStride();
        for (int i = 0; i < in.rowSize(); i++) {
          float passed = normal(x, from + i, line) > v.floor() ? x[d + i] : 0f;
          x[to + i] = gradient(x[from + i], passed, x[line + GAIN], scratch, i % COUNT);
        }
      }
    }
  }

  private static float gradient(float in, float passed, float gain, float[] scratch, int lane) {
    return Math.fma(passed, gain, Math.fma(in, scratch[lane], scratch[COUNT + lane]));
  }

  @Override
  public void applyPooled(NormPool p, float[] x, int at, int lines, int c0, int c1) {
    Windows g = p.values();
    for (int c = c0; c < c1; c++) {
      for (int w = 0; w < g.inPos().length; w++) {
        int to = at + p.views().out().at() + c * g.outChannel() + g.outPos()[w];
        for (int l = 0; l < COUNT; l++) {
          int first = at + p.views().in().at() + c * g.inChannel() + g.inPos()[w] + l;
          int number = largest(g, x, first, lines + c * LINE);
          x[to + l] = pooled(p, x, first + g.tap()[number], lines + c * LINE);
        }
      }
    }
  }

  /** The number of the largest output in a window, the first of equal ones. */
  private static int largest(Windows g, float[] x, int first, int line) {
    int number = 0;
    float max = normal(x, first, line);
    for (int t = 1; t < g.tap().length; t++) {
      float y = normal(x, first + g.tap()[t], line);
      number = y > max ? t : number;
      max = y > max ? y : max;
    }
    return number;
  }

  private static float pooled(NormPool p, float[] x, int element, int line) {
    float y = normal(x, element, line);
    return y < p.views().floor() ? p.views().floor() : y;
  }

  @Override
  public void applyPooledNumbered(NormPool p, float[] x, int at, int lines, int c0, int c1) {
    Windows g = p.values();
    int[] noted = p.gradients().outPos();
    for (int c = c0; c < c1; c++) {
      int line = lines + c * LINE;
      for (int w = 0; w < g.inPos().length; w++) {
        int to = at + p.views().out().at() + c * g.outChannel() + g.outPos()[w];
        int note = at + c * p.gradients().outChannel() + noted[w];
        for (int l = 0; l < COUNT; l++) {
          int first = at + p.views().in().at() + c * g.inChannel() + g.inPos()[w] + l;
          int number = largest(g, x, first, line);
          x[to + l] = pooled(p, x, first + g.tap()[number], line);
          x[note + p.largest().at() + l] = x[first + g.tap()[number]];
          x[note + p.numbersAt() + l] = number;
        }
      }
    }
  }

  @Override
  public void inputGradientPooled(
      NormPool p, float[] x, int at, int images, int lines, int c0, int c1, float[] scratch) {
    Windows from = p.values();
    Windows to = p.gradients();
    NormViews v = p.views();
    for (int c = c0; c < c1; c++) {
      int line = lines + c * LINE;
      BatchNormKernels.fillLanes(scratch, x, line, images);
      for (int w = 0; w < from.inPos().length; w++) {
        int in = at + v.in().at() + c * from.inChannel() + from.inPos()[w];
        int dIn = at + v.dIn().at() + c * to.inChannel() + to.inPos()[w];
        int out = at + c * to.outChannel() + to.outPos()[w];
        for (int l = 0; l < COUNT; l++) {
          boolean passes = normal(x, out + p.largest().at() + l, line) > v.floor();
          float d = passes ? x[out + v.dOut().at() + l] : 0f;
          for (int t = 0; t < from.tap().length; t++) {
            float passed = x[out + p.numbersAt() + l] == t ? d : 0f;
            float value = x[in + from.tap()[t] + l];
            x[dIn + to.tap()[t] + l] = gradient(value, passed, x[line + GAIN], scratch, l);
          }
        }
      }
    }
  }
}
