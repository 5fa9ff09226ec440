package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.VectorKernels.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link BatchNormKernels} on the JDK's Vector API. Two sums of each kind take turns along a row:
 * enough to keep up with what the second cache delivers.
 */
final class VectorBatchNorm implements BatchNormKernels {

  private static final int COUNT = Lanes.COUNT;

  @Override
  public void measure(
      View in, float[] x, int at, int images, int sums, int c0, int c1, float[] scratch) {
    int rows = (in.height() + 3) / 4;
    double some = (double) rows * in.width() * images;
    for (int c = c0; c < c1; c++) {
      int first = at + in.at() + c * in.channelStride();
      for (int lane = 0; lane < COUNT; lane += S.length()) {
        sumEveryFourthRow(in, x, first + lane, scratch, lane);
      }
      float near = (float) (BatchNormKernels.sum(scratch, 0, images) / some);
      for (int lane = 0; lane < COUNT; lane += S.length()) {
        sumDifferences(in, x, first + lane, near, scratch, lane);
      }
      int to = sums + c * SUMS;
      x[to] = near;
      store(scratch, images, x, to + 1);
    }
  }

  private static void store(float[] scratch, int images, float[] x, int to) {
    x[to] = (float) BatchNormKernels.sum(scratch, 0, images);
    x[to + 1] = (float) BatchNormKernels.sum(scratch, COUNT, images);
  }

  private static void sumEveryFourthRow(View in, float[] x, int first, float[] scratch, int lane) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    int pairs = in.width() & ~1;
    for (int row = 0; row < in.height(); row += 4) {
      int from = first + row * in.rowStride();
      int end = from + pairs * COUNT;
      for (int i = from; i < end; i += 2 * COUNT) {
        s0 = s0.add(FloatVector.fromArray(S, x, i));
        s1 = s1.add(FloatVector.fromArray(S, x, i + COUNT));
      }
      if (pairs < in.width()) {
        s0 = s0.add(FloatVector.fromArray(S, x, end));
      }
    }
    s0.add(s1).intoArray(scratch, lane);
  }

  private static void sumDifferences(
      View in, float[] x, int first, float near, float[] scratch, int lane) {
    FloatVector k = FloatVector.broadcast(S, near);
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector q0 = s0;
    FloatVector q1 = s0;
    int pairs = in.width() & ~1;
    for (int row = 0; row < in.height(); row++) {
      int from = first + row * in.rowStride();
      int end = from + pairs * COUNT;
      for (int i = from; i < end; i += 2 * COUNT) {
        FloatVector a = FloatVector.fromArray(S, x, i).sub(k);
        FloatVector b = FloatVector.fromArray(S, x, i + COUNT).sub(k);
        s0 = s0.add(a);
        s1 = s1.add(b);
        q0 = a.fma(a, q0);
        q1 = b.fma(b, q1);
      }
      if (pairs < in.width()) {
        FloatVector a = FloatVector.fromArray(S, x, end).sub(k);
        s0 = s0.add(a);
        q0 = a.fma(a, q0);
      }
    }
    s0.add(s1).intoArray(scratch, lane);
    q0.add(q1).intoArray(scratch, COUNT + lane);
  }

  @Override
  public void apply(NormViews v, float[] x, int at, int lines, int c0, int c1) {
    View in = v.in();
    View out = v.out();
    int size = in.rowSize();
    float floor = v.floor();
    for (int c = c0; c < c1; c++) {
      FloatVector gain = FloatVector.broadcast(S, x[lines + c * LINE + GAIN]);
      FloatVector shift = FloatVector.broadcast(S, x[lines + c * LINE + SHIFT]);
      for (int row = 0; row < in.height(); row++) {
        int from = at + in.at() + c * in.channelStride() + row * in.rowStride();
        int to = at + out.at() + c * out.channelStride() + row * out.rowStride();
        for (int i = 0; i < size; i += S.length()) {
          FloatVector y = FloatVector.fromArray(S, x, from + i).fma(gain, shift);
          y.blend(floor, y.compare(VectorOperators.LT, floor)).intoArray(x, to + i);
        }
      }
    }
  }

  @Override
  public void gradientSums(
      NormViews v, float[] x, int at, int lines, int sums, int c0, int c1, float[] scratch) {
    for (int c = c0; c < c1; c++) {
      int in = at + v.in().at() + c * v.in().channelStride();
      int dOut = at + v.dOut().at() + c * v.dOut().channelStride();
      for (int lane = 0; lane < COUNT; lane += S.length()) {
        sumGradients(v, x, in + lane, dOut + lane, lines + c * LINE, scratch, lane);
      }
      store(scratch, COUNT, x, sums + c * SUMS);
    }
  }

  private static void sumGradients(
      NormViews v, float[] x, int in, int dOut, int line, float[] scratch, int lane) {
    FloatVector gain = FloatVector.broadcast(S, x[line + GAIN]);
    FloatVector shift = FloatVector.broadcast(S, x[line + SHIFT]);
    FloatVector mean = FloatVector.broadcast(S, x[line + MEAN]);
    FloatVector zero = FloatVector.zero(S);
    FloatVector s0 = zero;
    FloatVector s1 = zero;
    FloatVector q0 = zero;
    FloatVector q1 = zero;
    float floor = v.floor();
    int height = v.in().height();
    int width = v.in().width();
    int pairs = width & ~1;
    for (int row = 0; row < height; row++) {
      int i = in + row * v.in().rowStride();
      int d = dOut + row * v.dOut().rowStride();
      int end = i + pairs * COUNT;
      for (; i < end; i += 2 * COUNT, d += 2 * COUNT) {
        FloatVector a = FloatVector.fromArray(S, x, i);
        FloatVector b = FloatVector.fromArray(S, x, i + COUNT);
        FloatVector da = FloatVector.fromArray(S, x, d);
        FloatVector db = FloatVector.fromArray(S, x, d + COUNT);
        da = zero.blend(da, a.fma(gain, shift).compare(VectorOperators.GT, floor));
        db = zero.blend(db, b.fma(gain, shift).compare(VectorOperators.GT, floor));
        s0 = s0.add(da);
        s1 = s1.add(db);
        q0 = da.fma(a.sub(mean), q0);
        q1 = db.fma(b.sub(mean), q1);
      }
      if (pairs < width) {
        FloatVector a = FloatVector.fromArray(S, x, i);
        FloatVector da = FloatVector.fromArray(S, x, d);
        da = zero.blend(da, a.fma(gain, shift).compare(VectorOperators.GT, floor));
        s0 = s0.add(da);
        q0 = da.fma(a.sub(mean), q0);
      }
    }
    s0.add(s1).intoArray(scratch, lane);
    q0.add(q1).intoArray(scratch, COUNT + lane);
  }

  @Override
  public void inputGradient(
      NormViews v, float[] x, int at, int images, int lines, int c0, int c1, float[] scratch) {
    for (int c = c0; c < c1; c++) {
      int line = lines + c * LINE;
      BatchNormKernels.fillLanes(scratch, x, line, images);
      for (int row = 0; row < v.in().height(); row++) {
        int in = at + v.in().at() + c * v.in().channelStride() + row * v.in().rowStride();
        int d = at + v.dOut().at() + c * v.dOut().channelStride() + row * v.dOut().rowStride();
        int to = at + v.dIn().at() + c * v.dIn().channelStride() + row * v.dIn().rowStride();
        for (int lane = 0; lane < COUNT; lane += S.length()) {
          inputGradient(v, x, in + lane, d + lane, to + lane, line, scratch, lane);
        }
      }
    }
  }

  private static void inputGradient(
      NormViews v, float[] x, int in, int d, int to, int line, float[] scratch, int lane) {
    FloatVector gain = FloatVector.broadcast(S, x[line + GAIN]);
    FloatVector shift = FloatVector.broadcast(S, x[line + SHIFT]);
    FloatVector slope = FloatVector.fromArray(S, scratch, lane);
    FloatVector level = FloatVector.fromArray(S, scratch, COUNT + lane);
    FloatVector zero = FloatVector.zero(S);
    float floor = v.floor();
    int size = v.in().rowSize();
    for (int i = 0; i < size; i += COUNT) {
      FloatVector a = FloatVector.fromArray(S, x, in + i);
      FloatVector da = FloatVector.fromArray(S, x, d + i);
      da = zero.blend(da, a.fma(gain, shift).compare(VectorOperators.GT, floor));
      da.fma(gain, a.fma(slope, level)).intoArray(x, to + i);
    }
  }

  @Override
  public void applyPooled(NormPool p, float[] x, int at, int lines, int c0, int c1) {
    VectorNormPool.apply(p, x, at, lines, c0, c1);
  }

  @Override
  public void applyPooledNumbered(NormPool p, float[] x, int at, int lines, int c0, int c1) {
    VectorNormPool.applyNumbered(p, x, at, lines, c0, c1);
  }

  @Override
  public void inputGradientPooled(
      NormPool p, float[] x, int at, int images, int lines, int c0, int c1, float[] scratch) {
    VectorNormPool.inputGradient(p, x, at, images, lines, c0, c1, scratch);
  }
}
