package dev.fovea.engine;

import dev.fovea.engine.Reach.Place;
import dev.fovea.engine.kernel.Correlation;
import dev.fovea.engine.kernel.FilterTransform;
import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.TileTransform;
import dev.fovea.engine.kernel.View;
import dev.fovea.net.Conv2d;

/**
 * {@link Conv2d} with fewer multiplications (Winograd's minimal filtering): tiles of the input and
 * the filters are transformed to 64 points, multiplied there point by point, and summed over the
 * input channels before the way back. So a tile's transforms are shared by all channels of the
 * other side.
 *
 * <p>Going backward each transform is replaced by its transpose. The gradient of the filters'
 * points is a sum for each group; {@link #gradients} adds the groups in their order.
 *
 * <p>Scratch of a thread, from {@link Frame#own}: the chunk's input points, its output points, one
 * tile and its transform's room, that of the filter transform.
 *
 * @param values from a chunk's input points to its output points, at each point
 * @param gradients the way back
 * @param filtersAt where in the shared floats the filters' points lie
 * @param sumsAt where in a group's block their gradient lies
 */
record WinogradStep(
    Tiling tiling,
    TiledView in,
    TiledView out,
    TiledView dIn,
    TiledView dOut,
    Correlation values,
    Correlation gradients,
    FilterTransform filters,
    int weightsAt,
    int biasAt,
    int filtersAt,
    int sumsAt)
    implements Step {

  private static final int POINTS = Tiling.POINTS;

  /** The point (1, 1): what is added there is added to every output of the tile. */
  private static final int BIAS_POINT = FilterTransform.POINTS + 1;

  /** Output channels that are computed together. */
  private static final int OUTPUTS = 20;

  /** The same for chunks of three tiles or six or nine: those run three at once x 8 channels. */
  private static final int OUTPUTS_OF_THREES = 24;

  /** Makes the tables; the gradient views are null where unused. */
  static WinogradStep of(
      TiledFilters place,
      Conv2d layer,
      View in,
      View out,
      View dIn,
      View dOut,
      int weightsAt,
      int biasAt) {
    Tiling t = place.tiling();
    int[] tiles = Offsets.grid(1, t.chunk(), 0, Lanes.COUNT);
    int channel = t.channelStride();
    int padding = ConvStep.sides(layer, in).top();
    Correlation values =
        new Correlation(
            Offsets.grid(1, t.inputs(), 0, channel),
            Offsets.grid(1, t.inputs(), 0, 1),
            t.inputs(),
            tiles,
            tiles,
            channel,
            t.outputs());
    Correlation gradients =
        new Correlation(
            Offsets.grid(1, t.outputs(), 0, channel),
            Offsets.grid(1, t.outputs(), 0, t.inputs()),
            1,
            tiles,
            tiles,
            channel,
            t.inputs());
    return new WinogradStep(
        t,
        new TiledView(in, t, padding),
        new TiledView(out, t, 0),
        dIn == null ? null : new TiledView(dIn, t, padding),
        dOut == null ? null : new TiledView(dOut, t, 0),
        values,
        gradients,
        new FilterTransform(t.taps()),
        weightsAt,
        biasAt,
        place.pointsAt(),
        place.gradientAt());
  }

  @Override
  public void prepare(Frame f, int part, int parts) {
    int count = tiling.inputs() * tiling.outputs();
    filters.points(
        f.kernels,
        f.parameters,
        weightsAt,
        count,
        firstFilter(count, part, parts),
        firstFilter(count, part + 1, parts),
        f.x,
        f.shared + filtersAt,
        filterScratch(f));
  }

  private static int firstFilter(int count, int part, int parts) {
    int block = FilterTransform.BLOCK;
    return Math.min(count, Step.cut((count + block - 1) / block, part, parts) * block);
  }

  @Override
  public void forward(Frame f, int g0, int g1, int part, int parts) {
    int t0 = Step.cut(tiling.tiles(), part, parts);
    int t1 = Step.cut(tiling.tiles(), part + 1, parts);
    for (int g = g0; g < g1; g++) {
      int block = g * f.groupStride;
      for (int first = t0; first < t1; first += tiling.chunk()) {
        int n = Math.min(tiling.chunk(), t1 - first);
        readInputs(f, block, first, n);
        // Few channels at once, so that their points are still in the cache when they come back.
        for (int c = 0; c < tiling.outputs(); c += atOnce()) {
          outputs(f, block, first, n, c, Math.min(c + atOnce(), tiling.outputs()));
        }
      }
    }
  }

  private int atOnce() {
    return tiling.chunk() % 3 == 0 ? OUTPUTS_OF_THREES : OUTPUTS;
  }

  private void outputs(Frame f, int block, int first, int n, int c0, int c1) {
    for (int p = 0; p < POINTS; p++) {
      f.kernels.correlate(
          values,
          f.x,
          inputs(f) + p * tiling.inputStride(),
          // Channel c0 comes first.
          outputs(f) + p * tiling.outputStride() - c0 * tiling.channelStride(),
          f.x,
          f.shared + filtersAt + p * tiling.filterStride(),
          p == BIAS_POINT && biasAt >= 0 ? f.parameters : null,
          biasAt,
          0,
          n,
          c0,
          c1);
    }
    out.write(
        f,
        tiling.output(),
        block,
        c0,
        c1,
        first,
        n,
        outputs(f),
        tiling.outputStride(),
        tileScratch(f));
  }

  @Override
  public void backward(Frame f, int g0, int g1, int part, int parts) {
    int o0 = Step.cut(tiling.outputs(), part, parts);
    int o1 = Step.cut(tiling.outputs(), part + 1, parts);
    int i0 = Step.cut(tiling.inputs(), part, parts);
    int i1 = Step.cut(tiling.inputs(), part + 1, parts);
    boolean deeper = dIn != null;
    for (int g = g0; g < g1; g++) {
      int block = g * f.groupStride;
      if (deeper) {
        dIn.view().clear(f.x, block, i0, i1);
      }
      for (int first = 0; first < tiling.tiles(); first += tiling.chunk()) {
        int n = Math.min(tiling.chunk(), tiling.tiles() - first);
        // Parts that share few groups: each transforms all, and multiplies its share.
        readOutputGradients(f, block, deeper ? 0 : o0, deeper ? tiling.outputs() : o1, first, n);
        readInputs(f, block, first, n);
        for (int p = 0; p < POINTS; p++) {
          filterGradient(f, block, p, n, o0, o1, first > 0);
          if (deeper) {
            inputPointGradient(f, p, n, i0, i1);
          }
        }
        if (deeper) {
          addInputGradients(f, block, i0, i1, first, n);
        }
      }
    }
  }

  private void filterGradient(Frame f, int block, int p, int n, int o0, int o1, boolean add) {
    if (turns()) {
      int plane = inputs(f) + p * tiling.inputStride();
      int row = tiling.channelStride();
      TurnedLanes.turn(f.x, plane, tiling.inputs(), row, n);
      f.kernels
          .points()
          .weights(
              f.x,
              plane,
              outputs(f) + p * tiling.outputStride() + o0 * row,
              row,
              n,
              1,
              0,
              tiling.inputs() / Lanes.COUNT,
              o1 - o0,
              block + sumsAt + p * tiling.filterStride() + o0 * tiling.inputs(),
              tiling.inputs(),
              add);
      return;
    }
    f.kernels.tileWeights(
        f.x,
        inputs(f) + p * tiling.inputStride(),
        tiling.inputs(),
        outputs(f) + p * tiling.outputStride(),
        tiling.channelStride(),
        n,
        block + sumsAt + p * tiling.filterStride(),
        o0,
        o1,
        add,
        f.scratch);
  }

  /**
   * Whether the filters' gradient is summed with channels in the lanes, so that no lanes have to be
   * added: turning the points first is worth it where they are many.
   */
  private boolean turns() {
    return tiling.inputs() % (4 * Lanes.COUNT) == 0;
  }

  /** Over the input's points, which nobody needs any more. */
  private void inputPointGradient(Frame f, int p, int n, int c0, int c1) {
    f.kernels.correlate(
        gradients,
        f.x,
        outputs(f) + p * tiling.outputStride(),
        inputs(f) + p * tiling.inputStride(),
        f.x,
        f.shared + filtersAt + p * tiling.filterStride(),
        null,
        0,
        0,
        n,
        c0,
        c1);
  }

  @Override
  public void gradients(Frame f, int part, int parts) {
    int count = tiling.inputs() * tiling.outputs();
    filters.gradient(
        f.kernels,
        f.x,
        sumsAt,
        f.groups,
        f.groupStride,
        count,
        firstFilter(count, part, parts),
        firstFilter(count, part + 1, parts),
        f.gradient,
        weightsAt,
        filterScratch(f));
    ConvStep.biasGradient(f, dOut.view(), biasAt, part, parts);
  }

  private void readInputs(Frame f, int block, int first, int n) {
    in.read(
        f,
        TileTransform.INPUT,
        block,
        0,
        tiling.inputs(),
        first,
        n,
        inputs(f),
        tiling.inputStride(),
        tileScratch(f));
  }

  private void readOutputGradients(Frame f, int block, int c0, int c1, int first, int n) {
    dOut.read(
        f,
        tiling.outputGradient(),
        block,
        c0,
        c1,
        first,
        n,
        outputs(f),
        tiling.outputStride(),
        tileScratch(f));
  }

  private void addInputGradients(Frame f, int block, int c0, int c1, int first, int n) {
    dIn.add(
        f,
        TileTransform.INPUT_GRADIENT,
        block,
        c0,
        c1,
        first,
        n,
        inputs(f),
        tiling.inputStride(),
        tileScratch(f));
  }

  private int inputs(Frame f) {
    return f.own;
  }

  private int outputs(Frame f) {
    return f.own + outputsAt();
  }

  private int outputsAt() {
    return POINTS * tiling.inputStride();
  }

  private int tileScratch(Frame f) {
    return f.own + tileScratchAt();
  }

  private int tileScratchAt() {
    return outputsAt() + POINTS * tiling.outputStride();
  }

  private int filterScratch(Frame f) {
    return f.own + filterScratchAt();
  }

  private int filterScratchAt() {
    return tileScratchAt() + TiledView.SCRATCH_ROWS * Lanes.COUNT;
  }

  @Override
  public void reach(Reaches r) {
    Span inputs = Span.steps(POINTS, tiling.inputStride());
    Span outputs = Span.steps(POINTS, tiling.outputStride()).plus(outputsAt());
    Span filterPoints = Span.steps(POINTS, tiling.filterStride());
    int together = Math.min(atOnce(), tiling.outputs());
    r.lanes(in.reads(TileTransform.INPUT.from()));
    r.lanes(out.writes(tiling.output().to()));
    chunk(r, inputs, tiling.inputs());
    chunk(r, outputs, together);
    r.add(Place.OWN, Span.inputs(values).plus(inputs), Lanes.COUNT);
    Span some = Span.of(values.outPos()).plus(Span.steps(together, values.outChannel()));
    // Each first channel comes to lie at 0 only if both count alike.
    Span firsts = Span.steps(tiling.outputs(), (long) values.outChannel() - tiling.channelStride());
    r.add(Place.OWN, some.plus(firsts).plus(outputs), Lanes.COUNT);
    r.add(Place.SHARED, Span.weights(values).plus(filterPoints).plus(filtersAt), 1);
    r.bias(biasAt, tiling.outputs());
    r.add(Place.OWN, tileScratchAt(), TiledView.SCRATCH_ROWS * (long) Lanes.COUNT);
    r.add(Place.OWN, filterScratchAt(), FilterTransform.SCRATCH);
    r.add(Place.PARAMETERS, weightsAt, filters.weights(tiling.inputs() * tiling.outputs()));
    r.add(Place.SHARED, filterPoints.plus(filtersAt), tiling.filterStride());
    if (dOut == null) {
      return;
    }
    r.lanes(dOut.reads(tiling.outputGradient().from()));
    chunk(r, outputs, tiling.outputs());
    r.add(Place.BLOCK, filterPoints.plus(sumsAt), tiling.filterStride());
    r.scratch();
    r.channelSums(dOut.view(), biasAt);
    if (dIn != null) {
      r.view(dIn.view());
      r.lanes(dIn.writes(TileTransform.INPUT_GRADIENT.to()));
      r.add(Place.OWN, Span.inputs(gradients).plus(outputs), Lanes.COUNT);
      r.add(Place.OWN, Span.outputs(gradients).plus(inputs), Lanes.COUNT);
      r.add(Place.SHARED, Span.weights(gradients).plus(filterPoints).plus(filtersAt), 1);
    }
  }

  /** The points of a chunk of tiles. */
  private void chunk(Reaches r, Span points, int channels) {
    Span tiles = Span.steps(channels, tiling.channelStride());
    r.add(Place.OWN, points.plus(tiles), tiling.chunk() * (long) Lanes.COUNT);
  }
}
