package dev.fovea.engine;

import dev.fovea.engine.kernel.FilterTransform;
import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.TileTransform;
import dev.fovea.engine.kernel.View;
import java.util.Arrays;

/**
 * A value or gradient as tiles: each of them transformed to its points, {@code
 * [point][channel][tile]} of a chunk, or back. Tiles may reach beyond the end of the view, but what
 * lies there is not theirs: they read zeros, and do not write.
 *
 * @param padding rows and columns before the first that the first tile begins with
 */
record TiledView(View view, Tiling tiling, int padding) {

  private static final int LARGEST = FilterTransform.POINTS * FilterTransform.POINTS;

  /** Rows of lanes that the methods need for themselves: a tile, and its transform's room. */
  static final int SCRATCH_ROWS = LARGEST + LARGEST + 1;

  /**
   * Points of tiles {@code first} to {@code first + n - 1} of channels {@code c0} to {@code c1}.
   */
  void read(
      Frame f,
      TileTransform transform,
      int block,
      int c0,
      int c1,
      int first,
      int n,
      int to,
      int pointStride,
      int scratch) {
    int size = transform.from();
    for (int c = c0; c < c1; c++) {
      for (int tile = 0; tile < n; tile++) {
        int rows = rowsToRead(size, first + tile);
        int columns = columnsToRead(size, first + tile);
        int at = at(block, c, first + tile);
        int step = view.rowStride();
        if (rows < size || columns < size) {
          at = copy(f, at, rows, columns, size, scratch);
          step = size * Lanes.COUNT;
        }
        f.kernels.transformTile(
            transform,
            f.x,
            at,
            step,
            Lanes.COUNT,
            to + c * tiling.channelStride() + tile * Lanes.COUNT,
            tiling.size() * pointStride,
            pointStride,
            lines(scratch));
      }
    }
  }

  /** The {@code rows} x {@code columns} of a tile that exist, and zeros. */
  private int copy(Frame f, int from, int rows, int columns, int size, int to) {
    int step = size * Lanes.COUNT;
    Arrays.fill(f.x, to, to + size * step, 0f);
    for (int row = 0; row < rows; row++) {
      System.arraycopy(
          f.x, from + row * view.rowStride(), f.x, to + row * step, columns * Lanes.COUNT);
    }
    return to;
  }

  /** From the points of channel {@code c} on, the way back: tile by tile of some channels. */
  void write(
      Frame f,
      TileTransform transform,
      int block,
      int c0,
      int c1,
      int first,
      int n,
      int from,
      int pointStride,
      int scratch) {
    int size = transform.to();
    for (int c = c0; c < c1; c++) {
      for (int tile = 0; tile < n; tile++) {
        int rows = rowsToWrite(size, first + tile);
        int columns = columnsToWrite(size, first + tile);
        int to = at(block, c, first + tile);
        boolean whole = rows == size && columns == size;
        int at = whole ? to : scratch;
        int step = whole ? view.rowStride() : size * Lanes.COUNT;
        int points = from + (c - c0) * tiling.channelStride() + tile * Lanes.COUNT;
        f.kernels.transformTile(
            transform,
            f.x,
            points,
            tiling.size() * pointStride,
            pointStride,
            at,
            step,
            Lanes.COUNT,
            lines(scratch));
        for (int row = 0; row < rows && !whole; row++) {
          System.arraycopy(
              f.x, at + row * step, f.x, to + row * view.rowStride(), columns * Lanes.COUNT);
        }
      }
    }
  }

  /** The same where tiles overlap and are added. */
  void add(
      Frame f,
      TileTransform transform,
      int block,
      int c0,
      int c1,
      int first,
      int n,
      int from,
      int pointStride,
      int scratch) {
    int step = transform.to() * Lanes.COUNT;
    for (int c = c0; c < c1; c++) {
      for (int tile = 0; tile < n; tile++) {
        f.kernels.transformTile(
            transform,
            f.x,
            from + c * tiling.channelStride() + tile * Lanes.COUNT,
            tiling.size() * pointStride,
            pointStride,
            scratch,
            step,
            Lanes.COUNT,
            lines(scratch));
        int x0 = Math.max(0, -column(first + tile));
        int x1 = columnsToWrite(transform.to(), first + tile);
        int y1 = rowsToWrite(transform.to(), first + tile);
        int to = at(block, c, first + tile) + x0 * Lanes.COUNT;
        for (int y = Math.max(0, -row(first + tile)); y < y1; y++) {
          int line = scratch + y * step + x0 * Lanes.COUNT;
          f.kernels.add(f.x, line, to + y * view.rowStride(), (x1 - x0) * Lanes.COUNT);
        }
      }
    }
  }

  /** What {@link #read} reads of a block where tiles have {@code size} rows and columns. */
  Span reads(int size) {
    Span all = Span.NONE;
    for (int tile = 0; tile < tiling.tiles(); tile++) {
      all = all.and(elements(tile, 0, rowsToRead(size, tile), 0, columnsToRead(size, tile)));
    }
    return all.plus(Span.steps(view.channels(), view.channelStride()));
  }

  /** What {@link #write} writes, or {@link #add} adds to. */
  Span writes(int size) {
    Span all = Span.NONE;
    for (int tile = 0; tile < tiling.tiles(); tile++) {
      int y0 = Math.max(0, -row(tile));
      int x0 = Math.max(0, -column(tile));
      all = all.and(elements(tile, y0, rowsToWrite(size, tile), x0, columnsToWrite(size, tile)));
    }
    return all.plus(Span.steps(view.channels(), view.channelStride()));
  }

  /** Rows {@code y0} to {@code y1} and columns {@code x0} to {@code x1} of a tile. */
  private Span elements(int tile, int y0, int y1, int x0, int x1) {
    return Span.steps(y1 - y0, view.rowStride())
        .plus(Span.steps(x1 - x0, Lanes.COUNT))
        .plus(at(0, 0, tile))
        .plus(y0 * (long) view.rowStride() + x0 * (long) Lanes.COUNT);
  }

  private int rowsToRead(int size, int tile) {
    return Math.min(size, view.height() + borderToRead() - row(tile));
  }

  private int columnsToRead(int size, int tile) {
    return Math.min(size, view.width() + borderToRead() - column(tile));
  }

  /** The border before the first row holds zeros, and so does the one behind the last. */
  private int borderToRead() {
    int border = (view.rowStride() / Lanes.COUNT - view.width()) / 2;
    return Math.min(border, padding);
  }

  private int rowsToWrite(int size, int tile) {
    return Math.min(size, view.height() - row(tile));
  }

  private int columnsToWrite(int size, int tile) {
    return Math.min(size, view.width() - column(tile));
  }

  private static int lines(int scratch) {
    return scratch + LARGEST * Lanes.COUNT;
  }

  private int row(int tile) {
    return tile / tiling.columns() * tiling.side() - padding;
  }

  private int column(int tile) {
    return tile % tiling.columns() * tiling.side() - padding;
  }

  private int at(int block, int c, int tile) {
    return block
        + view.at()
        + c * view.channelStride()
        + row(tile) * view.rowStride()
        + column(tile) * Lanes.COUNT;
  }
}
