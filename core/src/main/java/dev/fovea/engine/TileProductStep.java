package dev.fovea.engine;

import dev.fovea.engine.Reach.Place;
import dev.fovea.engine.kernel.Correlation;
import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.TileTransform;
import dev.fovea.engine.kernel.View;
import dev.fovea.net.Conv2d;

/**
 * {@link Conv2d} cut into small tiles: the multiplication, point by point, between {@link
 * TilePointsStep} and {@link TileGradientStep}. Where channels are many and images small, the
 * filters are the largest of all numbers, and their points four times as many. So these are never
 * stored: a few channels' filters are transformed into a thread's own room, and serve all groups of
 * images at once; and their gradient, summed over all groups there, is transformed back at once.
 *
 * @param values from the input's points to those of the first channels of the output
 * @param gradients from the output's gradient's points to the input's; null if it needs none
 * @param weightsAt where the weights begin among the parameters
 * @param biasAt where the biases begin; -1 if there are none
 */
record TileProductStep(
    TilePoints points,
    TiledView out,
    TiledView dIn,
    View dOut,
    Correlation values,
    Correlation gradients,
    int weightsAt,
    int biasAt)
    implements Step {

  private static final int TAPS = TilePoints.TAPS;

  /** The point (1, 1): what is added there is added to every output of the tile. */
  private static final int BIAS_POINT = 6 + 1;

  /** Makes the tables; the gradient views are null where unused. */
  static TileProductStep of(
      TilePoints points,
      Conv2d layer,
      View out,
      View dIn,
      View dOut,
      int groups,
      int groupStride,
      int weightsAt,
      int biasAt) {
    Tiling t = points.tiling();
    int count = Math.min(groups, points.groups());
    int padding = dIn == null ? 0 : ConvStep.sides(layer, dIn).top();
    return new TileProductStep(
        points,
        new TiledView(out, t, 0),
        dIn == null ? null : new TiledView(dIn, t, padding),
        dOut,
        correlation(points, t.inputs(), count, groupStride),
        dIn == null ? null : correlation(points, t.outputs(), count, groupStride),
        weightsAt,
        biasAt);
  }

  /** One point of all tiles of some groups. */
  private static Correlation correlation(TilePoints points, int taps, int groups, int groupStride) {
    Tiling t = points.tiling();
    return new Correlation(
        Offsets.grid(1, taps, 0, t.channelStride()),
        Offsets.grid(1, taps, 0, 1),
        Lanes.padded(taps),
        Offsets.grid(groups, t.tiles(), groupStride, Lanes.COUNT),
        Offsets.grid(groups, t.tiles(), points.groupStride(), Lanes.COUNT),
        t.channelStride(),
        points.together(taps));
  }

  @Override
  public boolean together() {
    return true;
  }

  @Override
  public void forward(Frame f, int g0, int g1, int part, int parts) {
    int end = Step.cut(points.tiling().outputs(), part + 1, parts);
    int step = values.channels();
    for (int c = Step.cut(points.tiling().outputs(), part, parts); c < end; c += step) {
      int c1 = Math.min(c + step, end);
      filtersForward(f, c, c1);
      for (int g = g0; g < g1; g += groups()) {
        int g2 = Math.min(g + groups(), g1);
        multiply(f, values, points.valuesAt(), points.valueStride(), g, g2, c, c1, biasAt);
        for (int group = g; group < g2; group++) {
          out.write(
              f,
              TileTransform.SMALL_OUTPUT,
              group * f.groupStride,
              c,
              c1,
              0,
              points.tiling().tiles(),
              results(f) + (group - g) * points.groupStride(),
              points.resultStride(),
              f.own + points.tileScratchAt());
        }
      }
    }
  }

  /** Groups that are multiplied at once. */
  private int groups() {
    return values.positions() / points.tiling().tiles();
  }

  /**
   * Computes the points of channels {@code c0} to {@code c1} of groups {@code g0} to {@code g1}.
   */
  private void multiply(
      Frame f, Correlation g, int at, int stride, int g0, int g1, int c0, int c1, int biasAt) {
    int filterStride = points.filterStride(g.taps());
    for (int p = 0; p < points.count(); p++) {
      f.kernels.correlate(
          g,
          f.x,
          g0 * f.groupStride + at + p * stride,
          results(f) + p * points.resultStride(),
          f.x,
          f.own + p * filterStride,
          p == BIAS_POINT && biasAt >= 0 ? f.parameters : null,
          biasAt + c0,
          0,
          (g1 - g0) * points.tiling().tiles(),
          0,
          c1 - c0);
    }
  }

  private int results(Frame f) {
    return f.own + points.resultsAt();
  }

  /** The points of the filters of output channels {@code c0} to {@code c1}. */
  private void filtersForward(Frame f, int c0, int c1) {
    int inputs = points.tiling().inputs();
    for (int c = c0; c < c1; c++) {
      for (int i = 0; i < inputs; i += Lanes.COUNT) {
        int n = Math.min(Lanes.COUNT, inputs - i);
        filters(f, weightsAt + (c * inputs + i) * TAPS, TAPS, n, inputs, (c - c0), i);
      }
    }
  }

  /** The same for the way back: those that read input channels {@code c0} to {@code c1}. */
  private void filtersBackward(Frame f, int c0, int c1) {
    int inputs = points.tiling().inputs();
    int outputs = points.tiling().outputs();
    for (int o = 0; o < outputs; o += Lanes.COUNT) {
      int n = Math.min(Lanes.COUNT, outputs - o);
      for (int c = c0; c < c1; c++) {
        filters(f, weightsAt + (o * inputs + c) * TAPS, inputs * TAPS, n, outputs, c - c0, o);
      }
    }
  }

  /**
   * {@code n} filters that are {@code step} apart, for channel {@code c} and from tap {@code t}.
   */
  private void filters(Frame f, int from, int step, int n, int taps, int c, int t) {
    int rows = f.own + points.tapsAt();
    for (int lane = 0; lane < n; lane++) {
      for (int k = 0; k < TAPS; k++) {
        f.x[rows + k * Lanes.COUNT + lane] = f.parameters[from + lane * step + k];
      }
    }
    int stride = points.filterStride(taps);
    f.kernels.transformTile(
        TileTransform.SMALL_FILTER,
        f.x,
        rows,
        3 * Lanes.COUNT,
        Lanes.COUNT,
        f.own + c * Lanes.padded(taps) + t,
        points.tiling().size() * stride,
        stride,
        f.own + points.linesAt());
  }

  @Override
  public void backward(Frame f, int g0, int g1, int part, int parts) {
    if (gradients == null) {
      return;
    }
    int c0 = Step.cut(points.tiling().inputs(), part, parts);
    int end = Step.cut(points.tiling().inputs(), part + 1, parts);
    for (int g = g0; g < g1; g++) {
      dIn.view().clear(f.x, g * f.groupStride, c0, end);
    }
    int step = gradients.channels();
    for (int c = c0; c < end; c += step) {
      int c1 = Math.min(c + step, end);
      filtersBackward(f, c, c1);
      for (int g = g0; g < g1; g += groups()) {
        int g2 = Math.min(g + groups(), g1);
        multiply(f, gradients, points.gradientsAt(), points.gradientStride(), g, g2, c, c1, -1);
        for (int group = g; group < g2; group++) {
          dIn.add(
              f,
              TileTransform.SMALL_INPUT_GRADIENT,
              group * f.groupStride,
              c,
              c1,
              0,
              points.tiling().tiles(),
              // Channel c comes first.
              results(f) + (group - g) * points.groupStride() - c * points.tiling().channelStride(),
              points.resultStride(),
              f.own + points.tileScratchAt());
        }
      }
    }
  }

  @Override
  public void gradients(Frame f, int part, int parts) {
    int blocks = Math.ceilDiv(points.tiling().inputs(), Lanes.COUNT);
    int end = Step.cut(points.tiling().outputs(), part + 1, parts);
    for (int b = 0; b < blocks; b += TilePoints.BLOCKS) {
      int b1 = Math.min(b + TilePoints.BLOCKS, blocks);
      for (int o = Step.cut(points.tiling().outputs(), part, parts); o < end; ) {
        int o1 = Math.min(o + TilePoints.OUTPUTS, end);
        gradients(f, b, b1, o, o1);
        o = o1;
      }
    }
    ConvStep.biasGradient(f, dOut, biasAt, part, parts);
  }

  /** Those of blocks {@code b0} to {@code b1} of input channels and of some output channels. */
  private void gradients(Frame f, int b0, int b1, int o0, int o1) {
    int row = points.tiling().channelStride();
    int toOutput = TilePoints.BLOCKS * Lanes.COUNT;
    for (int p = 0; p < points.count(); p++) {
      f.kernels
          .points()
          .weights(
              f.x,
              points.valuesAt() + p * points.valueStride() + b0 * Lanes.COUNT * row,
              points.gradientsAt() + p * points.gradientStride() + o0 * row,
              row,
              points.tiling().tiles(),
              f.groups,
              f.groupStride,
              b1 - b0,
              o1 - o0,
              f.own + p * points.sumStride(),
              toOutput,
              false);
    }
    for (int o = o0; o < o1; o++) {
      for (int b = b0; b < b1; b++) {
        filterGradient(f, f.own + (o - o0) * toOutput + (b - b0) * Lanes.COUNT, o, b * Lanes.COUNT);
      }
    }
  }

  /** Of the filters of an output channel and the input channels from {@code i} on. */
  private void filterGradient(Frame f, int from, int o, int i) {
    int rows = f.own + points.tapsAt();
    f.kernels.transformTile(
        TileTransform.SMALL_FILTER_GRADIENT,
        f.x,
        from,
        points.tiling().size() * points.sumStride(),
        points.sumStride(),
        rows,
        3 * Lanes.COUNT,
        Lanes.COUNT,
        f.own + points.linesAt());
    int inputs = points.tiling().inputs();
    int to = weightsAt + (o * inputs + i) * TAPS;
    int n = Math.min(Lanes.COUNT, inputs - i);
    for (int lane = 0; lane < n; lane++) {
      for (int k = 0; k < TAPS; k++) {
        f.gradient[to + lane * TAPS + k] = f.x[rows + k * Lanes.COUNT + lane];
      }
    }
  }

  @Override
  public void reach(Reaches r) {
    Tiling t = points.tiling();
    r.lanes(out.writes(TileTransform.SMALL_OUTPUT.to()));
    product(r, values, points.valuesAt(), points.valueStride());
    r.bias(biasAt, t.outputs());
    r.add(Place.PARAMETERS, weightsAt, t.inputs() * (long) t.outputs() * TAPS);
    r.add(Place.OWN, points.tileScratchAt(), TiledView.SCRATCH_ROWS * (long) Lanes.COUNT);
    r.add(Place.OWN, points.tapsAt(), TAPS * (long) Lanes.COUNT);
    if (dOut == null) {
      return;
    }
    if (gradients != null) {
      r.view(dIn.view());
      r.lanes(dIn.writes(TileTransform.SMALL_INPUT_GRADIENT.to()));
      product(r, gradients, points.gradientsAt(), points.gradientStride());
    }
    long inputs = Lanes.padded(t.inputs()) * (long) t.channelStride();
    long outputs = t.outputs() * (long) t.channelStride();
    r.add(Place.BLOCK, every(points.valueStride()).plus(points.valuesAt()), inputs);
    r.add(Place.BLOCK, every(points.gradientStride()).plus(points.gradientsAt()), outputs);
    r.add(Place.OWN, every(points.sumStride()), points.sumStride());
    r.channelSums(dOut, biasAt);
  }

  /** What one side of the multiplication touches. */
  private void product(Reaches r, Correlation g, int at, int stride) {
    // A position is a tile of a group: each group counts from its own block.
    int tiles = points.tiling().tiles();
    Span positions = Span.NONE;
    for (int i = 0; i < g.positions(); i++) {
      long inBlock = g.inPos()[i] - i / tiles * r.groupStride();
      positions = positions.and(new Span(inBlock, inBlock));
    }
    Span taps = Span.of(g.inTap()).plus(every(stride)).plus(at);
    r.lanes(positions.plus(taps));
    Span results = Span.outputs(g).plus(every(points.resultStride())).plus(points.resultsAt());
    r.add(Place.OWN, results, Lanes.COUNT);
    Span filters = Span.weights(g).plus(every(points.filterStride(g.taps())));
    r.add(Place.OWN, filters, 1);
    // Filters are transformed sixteen at a time.
    Span rows = Span.steps(g.channels(), g.weightChannel());
    r.add(Place.OWN, rows.plus(every(points.filterStride(g.taps()))), Lanes.padded(g.taps()));
  }

  private Span every(long stride) {
    return Span.steps(points.count(), stride);
  }
}
