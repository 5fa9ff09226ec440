package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.Lanes.COUNT;
import static dev.fovea.engine.kernel.VectorKernels.S;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** {@link LayerNormKernels}, a row of lanes at a time. */
final class VectorLayerNorms implements LayerNormKernels {

  static final VectorLayerNorms INSTANCE = new VectorLayerNorms();

  /** So many rows at least are summed at once. */
  private static final int FEW = 6;

  private VectorLayerNorms() {}

  @Override
  public void measure(View in, float[] x, int at, int momentsAt, int c0, int c1, float[] scratch) {
    float elements = (float) in.height() * in.width();
    for (int c = c0; c < c1; c++) {
      for (int lane = 0; lane < COUNT; lane += S.length()) {
        int from = at + in.at() + c * in.channelStride() + lane;
        int to = momentsAt + c * ROWS * COUNT + lane;
        if (in.height() == 1 || in.width() % 4 == 0) {
          mean(in, x, from, elements, to);
          squares(in, x, from, to, to + COUNT);
        } else {
          meanByTurns(in, x, from, elements, to, scratch);
          squaresByTurns(in, x, from, to, to + COUNT, scratch);
        }
      }
    }
  }

  /** Four sums taken by turns, also where a row ends in between: so they are in memory. */
  private static void meanByTurns(
      View in, float[] x, int at, float elements, int to, float[] sums) {
    Arrays.fill(sums, 0, 4 * COUNT, 0f);
    int turn = 0;
    for (int row = 0; row < in.height(); row++) {
      int from = at + row * in.rowStride();
      for (int column = 0; column < in.width(); column++) {
        FloatVector v = FloatVector.fromArray(S, x, from + column * COUNT);
        FloatVector.fromArray(S, sums, turn).add(v).intoArray(sums, turn);
        turn = (turn + COUNT) % (4 * COUNT);
      }
    }
    fourth(sums).div(elements).intoArray(x, to);
  }

  private static void squaresByTurns(View in, float[] x, int at, int meanAt, int to, float[] sums) {
    FloatVector mean = FloatVector.fromArray(S, x, meanAt);
    Arrays.fill(sums, 0, 4 * COUNT, 0f);
    int turn = 0;
    for (int row = 0; row < in.height(); row++) {
      int from = at + row * in.rowStride();
      for (int column = 0; column < in.width(); column++) {
        FloatVector v = FloatVector.fromArray(S, x, from + column * COUNT).sub(mean);
        v.fma(v, FloatVector.fromArray(S, sums, turn)).intoArray(sums, turn);
        turn = (turn + COUNT) % (4 * COUNT);
      }
    }
    fourth(sums).intoArray(x, to);
  }

  private static FloatVector fourth(float[] sums) {
    FloatVector first = FloatVector.fromArray(S, sums, 0);
    FloatVector third = FloatVector.fromArray(S, sums, 2 * COUNT);
    return first
        .add(FloatVector.fromArray(S, sums, COUNT))
        .add(third.add(FloatVector.fromArray(S, sums, 3 * COUNT)));
  }

  private static void mean(View in, float[] x, int at, float elements, int to) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int full = in.width() & ~3;
    for (int row = 0; row < in.height(); row++) {
      int from = at + row * in.rowStride();
      for (int column = 0; column < full; column += 4) {
        int i = from + column * COUNT;
        s0 = s0.add(FloatVector.fromArray(S, x, i));
        s1 = s1.add(FloatVector.fromArray(S, x, i + COUNT));
        s2 = s2.add(FloatVector.fromArray(S, x, i + 2 * COUNT));
        s3 = s3.add(FloatVector.fromArray(S, x, i + 3 * COUNT));
      }
      int rest = from + full * COUNT;
      if (full < in.width()) {
        s0 = s0.add(FloatVector.fromArray(S, x, rest));
      }
      if (full + 1 < in.width()) {
        s1 = s1.add(FloatVector.fromArray(S, x, rest + COUNT));
      }
      if (full + 2 < in.width()) {
        s2 = s2.add(FloatVector.fromArray(S, x, rest + 2 * COUNT));
      }
    }
    s0.add(s1).add(s2.add(s3)).div(elements).intoArray(x, to);
  }

  private static void squares(View in, float[] x, int at, int meanAt, int to) {
    FloatVector mean = FloatVector.fromArray(S, x, meanAt);
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int full = in.width() & ~3;
    for (int row = 0; row < in.height(); row++) {
      int from = at + row * in.rowStride();
      for (int column = 0; column < full; column += 4) {
        int i = from + column * COUNT;
        FloatVector v0 = FloatVector.fromArray(S, x, i).sub(mean);
        FloatVector v1 = FloatVector.fromArray(S, x, i + COUNT).sub(mean);
        FloatVector v2 = FloatVector.fromArray(S, x, i + 2 * COUNT).sub(mean);
        FloatVector v3 = FloatVector.fromArray(S, x, i + 3 * COUNT).sub(mean);
        s0 = v0.fma(v0, s0);
        s1 = v1.fma(v1, s1);
        s2 = v2.fma(v2, s2);
        s3 = v3.fma(v3, s3);
      }
      int rest = from + full * COUNT;
      if (full < in.width()) {
        FloatVector v = FloatVector.fromArray(S, x, rest).sub(mean);
        s0 = v.fma(v, s0);
      }
      if (full + 1 < in.width()) {
        FloatVector v = FloatVector.fromArray(S, x, rest + COUNT).sub(mean);
        s1 = v.fma(v, s1);
      }
      if (full + 2 < in.width()) {
        FloatVector v = FloatVector.fromArray(S, x, rest + 2 * COUNT).sub(mean);
        s2 = v.fma(v, s2);
      }
    }
    s0.add(s1).add(s2.add(s3)).intoArray(x, to);
  }

  @Override
  public void combine(
      float[] x, int momentsAt, int channels, int elements, float epsilon, float[] statistics) {
    for (int lane = 0; lane < COUNT; lane += S.length()) {
      int first = momentsAt + lane;
      FloatVector sum = FloatVector.zero(S);
      for (int c = 0; c < channels; c++) {
        sum = sum.add(FloatVector.fromArray(S, x, first + c * ROWS * COUNT));
      }
      FloatVector mean = sum.div(channels);
      FloatVector squares = FloatVector.zero(S);
      for (int c = 0; c < channels; c++) {
        int moments = first + c * ROWS * COUNT;
        FloatVector apart = FloatVector.fromArray(S, x, moments).sub(mean);
        FloatVector inside = squares.add(FloatVector.fromArray(S, x, moments + COUNT));
        squares = apart.mul(elements).fma(apart, inside);
      }
      FloatVector variance = squares.div((float) channels * elements);
      FloatVector deviation = variance.add(epsilon).lanewise(VectorOperators.SQRT);
      mean.intoArray(statistics, lane);
      FloatVector.broadcast(S, 1f).div(deviation).intoArray(statistics, COUNT + lane);
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
      for (int lane = 0; lane < COUNT; lane += S.length()) {
        FloatVector mean = FloatVector.fromArray(S, statistics, lane);
        FloatVector scale = FloatVector.fromArray(S, statistics, COUNT + lane);
        for (int row = 0; row < in.height(); row++) {
          int from = at + in.at() + c * in.channelStride() + row * in.rowStride() + lane;
          int to = at + out.at() + c * out.channelStride() + row * out.rowStride() + lane;
          int element = (c * in.height() + row) * in.width();
          for (int column = 0; column < in.width(); column++) {
            FloatVector weight = FloatVector.broadcast(S, parameters[weightsAt + element + column]);
            FloatVector bias = FloatVector.broadcast(S, parameters[biasAt + element + column]);
            FloatVector v = FloatVector.fromArray(S, x, from + column * COUNT);
            v.sub(mean).mul(scale).fma(weight, bias).intoArray(x, to + column * COUNT);
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
        for (int column = 0; column < in.width(); column += COUNT) {
          int some = Math.min(COUNT, in.width() - column);
          int offset = column * COUNT;
          int number = element + column;
          for (int lane = 0; lane < COUNT; lane += S.length()) {
            products(
                x,
                from + offset + lane,
                d + offset + lane,
                some,
                statisticsAt + lane,
                moments + lane,
                parameters,
                weightsAt + number,
                scratch,
                lane);
          }
          if (some < FEW) {
            sumFew(scratch, 0, some, x, weightSumsAt + number);
            sumFew(x, d + offset, some, x, biasSumsAt + number);
          } else {
            sumMany(scratch, some, x, weightSumsAt + number);
            System.arraycopy(x, d + offset, scratch, 0, some * COUNT);
            sumMany(scratch, some, x, biasSumsAt + number);
          }
        }
      }
    }
  }

  /** Adds some elements to the moments, and leaves what is to be summed over the lanes. */
  private static void products(
      float[] x,
      int from,
      int d,
      int some,
      int statisticsAt,
      int moments,
      float[] parameters,
      int weightsAt,
      float[] scratch,
      int lane) {
    FloatVector mean = FloatVector.fromArray(S, x, statisticsAt);
    FloatVector scale = FloatVector.fromArray(S, x, statisticsAt + COUNT);
    FloatVector sum = FloatVector.fromArray(S, x, moments);
    FloatVector sumOfBoth = FloatVector.fromArray(S, x, moments + COUNT);
    for (int i = 0; i < some; i++) {
      FloatVector weight = FloatVector.broadcast(S, parameters[weightsAt + i]);
      FloatVector gradient = FloatVector.fromArray(S, x, d + i * COUNT);
      FloatVector normal = FloatVector.fromArray(S, x, from + i * COUNT).sub(mean).mul(scale);
      FloatVector both = gradient.mul(normal);
      sum = gradient.fma(weight, sum);
      sumOfBoth = both.fma(weight, sumOfBoth);
      both.intoArray(scratch, i * COUNT + lane);
    }
    sum.intoArray(x, moments);
    sumOfBoth.intoArray(x, moments + COUNT);
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
    means(in, x, momentsAt, scratch);
    for (int c = c0; c < c1; c++) {
      for (int lane = 0; lane < COUNT; lane += S.length()) {
        FloatVector mean = FloatVector.fromArray(S, x, statisticsAt + lane);
        FloatVector scale = FloatVector.fromArray(S, x, statisticsAt + COUNT + lane);
        FloatVector left = FloatVector.fromArray(S, scratch, lane);
        FloatVector leftOfBoth = FloatVector.fromArray(S, scratch, COUNT + lane);
        for (int row = 0; row < in.height(); row++) {
          int from = at + in.at() + c * in.channelStride() + row * in.rowStride() + lane;
          int d = at + dOut.at() + c * dOut.channelStride() + row * dOut.rowStride() + lane;
          int to = at + dIn.at() + c * dIn.channelStride() + row * dIn.rowStride() + lane;
          int weights = weightsAt + (c * in.height() + row) * in.width();
          for (int column = 0; column < in.width(); column++) {
            FloatVector weight = FloatVector.broadcast(S, parameters[weights + column]);
            FloatVector v = FloatVector.fromArray(S, x, from + column * COUNT);
            FloatVector gradient =
                FloatVector.fromArray(S, x, d + column * COUNT).fma(weight, left);
            v.sub(mean)
                .mul(scale)
                .fma(leftOfBoth, gradient)
                .mul(scale)
                .intoArray(x, to + column * COUNT);
          }
        }
      }
    }
  }

  /** The sums of the lanes of a few rows. */
  private static void sumFew(float[] rows, int at, int some, float[] x, int to) {
    for (int i = 0; i < some; i++) {
      x[to + i] = Lanes.sum(rows, at + i * COUNT);
    }
  }

  /** The same, faster where there are more: all sixteen rows are summed, in the same tree. */
  private static void sumMany(float[] scratch, int some, float[] x, int to) {
    VectorRowSums.run(scratch);
    System.arraycopy(scratch, 0, x, to, some);
  }

  /** The means that {@link #sums} left the sums of, with the opposite sign. */
  private static void means(View in, float[] x, int momentsAt, float[] scratch) {
    float elements = (float) in.channels() * in.height() * in.width();
    for (int i = 0; i < ROWS * COUNT; i += S.length()) {
      FloatVector sum = FloatVector.zero(S);
      for (int c = 0; c < in.channels(); c++) {
        sum = sum.add(FloatVector.fromArray(S, x, momentsAt + c * ROWS * COUNT + i));
      }
      sum.neg().div(elements).intoArray(scratch, i);
    }
  }
}
