package dev.fovea.engine;

import dev.fovea.engine.kernel.Correlation;
import dev.fovea.engine.kernel.FilterTransform;
import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.TileTransform;
import dev.fovea.engine.kernel.View;
import dev.fovea.net.Conv2d;
import java.util.Arrays;

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
 * tile, the room of its transform, that of the filter transform.
 *
 * @param values from a chunk's input points to its output points, at each point
 * @param gradients the way back
 * @param filtersAt where in the shared floats the filters' points lie
 * @param sumsAt where in a group's block their gradient lies
 */
record WinogradStep(
    Tiling tiling,
    int padding,
    View in,
    View out,
    View dIn,
    View dOut,
    Correlation values,
    Correlation gradients,
    FilterTransform filters,
    int weightsAt,
    int biasAt,
    int filtersAt,
    int sumsAt)
    implements Step {

  private static final int POINTS = Tiling.POINTS;
  private static final int SIDE = FilterTransform.POINTS;
  private static final int LINES = Tiling.LINES;

  /** The point (1, 1): what is added there is added to every output of the tile. */
  private static final int BIAS_POINT = SIDE + 1;

  /** Output channels that are computed together. */
  private static final int OUTPUTS = 20;

  /** Makes the tables; the gradient views are null where unused. */
  static WinogradStep of(
      Tiling t,
      Conv2d layer,
      View in,
      View out,
      View dIn,
      View dOut,
      int weightsAt,
      int biasAt,
      int filtersAt,
      int sumsAt) {
    int[] tiles = Offsets.grid(1, t.chunk(), 0, Lanes.COUNT);
    int channel = t.channelStride();
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
        layer.padding(),
        in,
        out,
        dIn,
        dOut,
        values,
        gradients,
        new FilterTransform(t.taps()),
        weightsAt,
        biasAt,
        filtersAt,
        sumsAt);
  }

  @Override
  public void prepare(Frame f, int part, int parts) {
    int count = t().inputs() * t().outputs();
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
    int t0 = Step.cut(t().tiles(), part, parts);
    int t1 = Step.cut(t().tiles(), part + 1, parts);
    for (int g = g0; g < g1; g++) {
      for (int first = t0; first < t1; first += t().chunk()) {
        int n = Math.min(t().chunk(), t1 - first);
        inputPoints(f, g, first, n);
        // Few channels at once, so that their points are still in the cache when they come back.
        for (int c = 0; c < t().outputs(); c += OUTPUTS) {
          outputs(f, g, first, n, c, Math.min(c + OUTPUTS, t().outputs()));
        }
      }
    }
  }

  private void outputs(Frame f, int g, int first, int n, int c0, int c1) {
    for (int p = 0; p < POINTS; p++) {
      f.kernels.correlate(
          values,
          f.x,
          inputs(f) + p * t().inputStride(),
          // Channel c0 comes first.
          outputs(f) + p * t().outputStride() - c0 * t().channelStride(),
          f.x,
          f.shared + filtersAt + p * t().filterStride(),
          p == BIAS_POINT ? f.parameters : null,
          biasAt,
          0,
          n,
          c0,
          c1);
    }
    for (int c = c0; c < c1; c++) {
      for (int tile = 0; tile < n; tile++) {
        int from = outputs(f) + (c - c0) * t().channelStride() + tile * Lanes.COUNT;
        output(f, g, c, first + tile, from);
      }
    }
  }

  @Override
  public void backward(Frame f, int g0, int g1, int part, int parts) {
    int o0 = Step.cut(t().outputs(), part, parts);
    int o1 = Step.cut(t().outputs(), part + 1, parts);
    int i0 = Step.cut(t().inputs(), part, parts);
    int i1 = Step.cut(t().inputs(), part + 1, parts);
    boolean deeper = dIn != null;
    for (int g = g0; g < g1; g++) {
      clearInputGradient(f, g, i0, i1);
      for (int first = 0; first < t().tiles(); first += t().chunk()) {
        int n = Math.min(t().chunk(), t().tiles() - first);
        // Parts that share few groups: each transforms all, and multiplies its share.
        outputGradientPoints(f, g, first, n, deeper ? 0 : o0, deeper ? t().outputs() : o1);
        inputPoints(f, g, first, n);
        for (int p = 0; p < POINTS; p++) {
          filterGradient(f, g, p, n, o0, o1, first > 0);
          if (deeper) {
            inputPointGradient(f, p, n, i0, i1);
          }
        }
        if (deeper) {
          inputGradient(f, g, first, n, i0, i1);
        }
      }
    }
  }

  private void filterGradient(Frame f, int g, int p, int n, int o0, int o1, boolean add) {
    f.kernels.tileWeights(
        f.x,
        inputs(f) + p * t().inputStride(),
        t().inputs(),
        outputs(f) + p * t().outputStride(),
        t().channelStride(),
        n,
        g * f.groupStride + sumsAt + p * t().filterStride(),
        o0,
        o1,
        add,
        f.scratch);
  }

  /** Over the input's points, which nobody needs any more. */
  private void inputPointGradient(Frame f, int p, int n, int c0, int c1) {
    f.kernels.correlate(
        gradients,
        f.x,
        outputs(f) + p * t().outputStride(),
        inputs(f) + p * t().inputStride(),
        f.x,
        f.shared + filtersAt + p * t().filterStride(),
        null,
        0,
        0,
        n,
        c0,
        c1);
  }

  @Override
  public void gradients(Frame f, int part, int parts) {
    int count = t().inputs() * t().outputs();
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
    f.kernels.channelSums(
        dOut,
        f.x,
        f.groups,
        f.groupStride,
        f.gradient,
        biasAt,
        Step.cut(dOut.channels(), part, parts),
        Step.cut(dOut.channels(), part + 1, parts),
        f.scratch);
  }

  private Tiling t() {
    return tiling;
  }

  private int inputs(Frame f) {
    return f.own;
  }

  private int outputs(Frame f) {
    return f.own + POINTS * t().inputStride();
  }

  private int tileScratch(Frame f) {
    return f.own + POINTS * (t().inputStride() + t().outputStride());
  }

  private int lineScratch(Frame f) {
    return tileScratch(f) + POINTS * Lanes.COUNT;
  }

  private int filterScratch(Frame f) {
    return lineScratch(f) + LINES * Lanes.COUNT;
  }

  private void inputPoints(Frame f, int g, int first, int n) {
    int border = (in.rowStride() / Lanes.COUNT - in.width()) / 2;
    for (int c = 0; c < in.channels(); c++) {
      int channel = g * f.groupStride + in.at() + c * in.channelStride();
      for (int tile = 0; tile < n; tile++) {
        int row = (first + tile) / t().columns() * t().side() - padding;
        int column = (first + tile) % t().columns() * t().side() - padding;
        transform(
            f,
            TileTransform.INPUT,
            channel + row * in.rowStride() + column * Lanes.COUNT,
            in.rowStride(),
            Math.min(SIDE, in.height() + border - row),
            Math.min(SIDE, in.width() + border - column),
            inputs(f) + (c * t().chunk() + tile) * Lanes.COUNT,
            t().inputStride());
      }
    }
  }

  private void outputGradientPoints(Frame f, int g, int first, int n, int c0, int c1) {
    for (int c = c0; c < c1; c++) {
      int channel = g * f.groupStride + dOut.at() + c * dOut.channelStride();
      for (int tile = 0; tile < n; tile++) {
        int row = (first + tile) / t().columns() * t().side();
        int column = (first + tile) % t().columns() * t().side();
        transform(
            f,
            t().outputGradient(),
            channel + row * dOut.rowStride() + column * Lanes.COUNT,
            dOut.rowStride(),
            Math.min(t().side(), dOut.height() - row),
            Math.min(t().side(), dOut.width() - column),
            outputs(f) + (c * t().chunk() + tile) * Lanes.COUNT,
            t().outputStride());
      }
    }
  }

  /** To the points of a tile of which {@code rows} x {@code columns} exist; the rest is zero. */
  private void transform(
      Frame f,
      TileTransform transform,
      int from,
      int fromRow,
      int rows,
      int columns,
      int to,
      int pointStride) {
    int size = transform.from();
    int at = from;
    int step = fromRow;
    if (rows < size || columns < size) {
      at = tileScratch(f);
      step = size * Lanes.COUNT;
      Arrays.fill(f.x, at, at + size * step, 0f);
      for (int row = 0; row < rows; row++) {
        System.arraycopy(f.x, from + row * fromRow, f.x, at + row * step, columns * Lanes.COUNT);
      }
    }
    f.kernels.transformTile(
        transform, f.x, at, step, Lanes.COUNT, to, SIDE * pointStride, pointStride, lineScratch(f));
  }

  /** From the points of one tile to the outputs that exist. */
  private void output(Frame f, int g, int c, int tile, int from) {
    int side = t().side();
    int row = tile / t().columns() * side;
    int column = tile % t().columns() * side;
    int to =
        g * f.groupStride
            + out.at()
            + c * out.channelStride()
            + row * out.rowStride()
            + column * Lanes.COUNT;
    int rows = Math.min(side, out.height() - row);
    int columns = Math.min(side, out.width() - column);
    boolean whole = rows == side && columns == side;
    int at = whole ? to : tileScratch(f);
    int step = whole ? out.rowStride() : side * Lanes.COUNT;
    int point = t().outputStride();
    f.kernels.transformTile(
        t().output(), f.x, from, SIDE * point, point, at, step, Lanes.COUNT, lineScratch(f));
    for (int i = 0; i < rows && !whole; i++) {
      System.arraycopy(f.x, at + i * step, f.x, to + i * out.rowStride(), columns * Lanes.COUNT);
    }
  }

  private void clearInputGradient(Frame f, int g, int c0, int c1) {
    if (dIn == null) {
      return;
    }
    for (int c = c0; c < c1; c++) {
      for (int row = 0; row < dIn.height(); row++) {
        int at = g * f.groupStride + dIn.at() + c * dIn.channelStride() + row * dIn.rowStride();
        Arrays.fill(f.x, at, at + dIn.rowSize(), 0f);
      }
    }
  }

  private void inputGradient(Frame f, int g, int first, int n, int c0, int c1) {
    int from = tileScratch(f);
    int point = t().inputStride();
    for (int c = c0; c < c1; c++) {
      int channel = g * f.groupStride + dIn.at() + c * dIn.channelStride();
      for (int tile = 0; tile < n; tile++) {
        int at = inputs(f) + (c * t().chunk() + tile) * Lanes.COUNT;
        f.kernels.transformTile(
            TileTransform.INPUT_GRADIENT,
            f.x,
            at,
            SIDE * point,
            point,
            from,
            SIDE * Lanes.COUNT,
            Lanes.COUNT,
            lineScratch(f));
        addTile(f, first + tile, from, channel);
      }
    }
  }

  /** Adds the part of a tile that lies in the input. */
  private void addTile(Frame f, int tile, int from, int channel) {
    int row = tile / t().columns() * t().side() - padding;
    int column = tile % t().columns() * t().side() - padding;
    int x0 = Math.max(0, -column);
    int x1 = Math.min(SIDE, dIn.width() - column);
    for (int y = Math.max(0, -row); y < Math.min(SIDE, dIn.height() - row); y++) {
      f.kernels.add(
          f.x,
          from + (y * SIDE + x0) * Lanes.COUNT,
          channel + (row + y) * dIn.rowStride() + (column + x0) * Lanes.COUNT,
          (x1 - x0) * Lanes.COUNT);
    }
  }
}
