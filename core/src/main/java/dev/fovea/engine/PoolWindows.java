package dev.fovea.engine;

import dev.fovea.engine.kernel.Averages;
import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.View;
import dev.fovea.engine.kernel.Windows;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Pooling;
import dev.fovea.net.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The tables of a pooling. Kernels want windows that all have the same elements; but one that hangs
 * over the edge has fewer, and those of an adaptive pooling differ. So each shape of windows has a
 * table of its own: a single one without padding, a few with it.
 */
final class PoolWindows {

  /** Of all tables of a pooling, beyond what one shape of windows needs: 64 MiB. */
  private static final double MOST_ELEMENTS = 1 << 24;

  private PoolWindows() {}

  /** The windows of any pooling; those of a maximum have shares that nobody asks for. */
  static List<Averages> of(Pooling layer, View in, View out) {
    PoolSide rows = PoolSide.of(layer, in.height(), out.height());
    PoolSide columns = PoolSide.of(layer, in.width(), out.width());
    checkSize(layer, rows, columns, in.height(), in.width());
    return tables(rows, columns, in, out);
  }

  /** Those of a max pooling alone. */
  static List<Windows> largest(MaxPool2d layer, View in, View out) {
    return of(layer, in, out).stream().map(Averages::windows).toList();
  }

  /** Entries of all tables of a pooling: of each shape of windows, and two for each window. */
  static long entries(Pooling layer, Shape in, Shape out) {
    PoolSide rows = PoolSide.of(layer, in.height(), out.height());
    PoolSide columns = PoolSide.of(layer, in.width(), out.width());
    checkSize(layer, rows, columns, in.height(), in.width());
    return (long) (elements(rows) * elements(columns)) + 2L * out.height() * out.width();
  }

  /** Whether each of a channel's {@code elements} lies in exactly one window. */
  static boolean coverAll(List<Windows> windows, long elements) {
    long covered = 0;
    for (int i = 0; i < windows.size(); i++) { // an iterator would be an allocation
      Windows g = windows.get(i);
      if (g.overlap()) {
        return false;
      }
      covered += (long) g.inPos().length * g.tap().length;
    }
    return covered == elements;
  }

  private static List<Averages> tables(PoolSide rows, PoolSide columns, View in, View out) {
    boolean overlap = rows.overlaps() || columns.overlaps();
    List<Averages> tables = new ArrayList<>();
    for (int[] someRows : rows.kinds()) {
      for (int[] someColumns : columns.kinds()) {
        int row = someRows[0];
        int column = someColumns[0];
        Windows windows =
            new Windows(
                grid(at(rows.first(), someRows), in.rowStride(), at(columns.first(), someColumns)),
                Offsets.grid(
                    rows.length()[row], columns.length()[column], in.rowStride(), Lanes.COUNT),
                grid(someRows, out.rowStride(), someColumns),
                in.channelStride(),
                out.channelStride(),
                overlap);
        double counted = (double) rows.counted()[row] * columns.counted()[column];
        tables.add(new Averages(windows, (float) (1 / counted)));
      }
    }
    // The most windows first: the launcher compiles kernels for what they meet first, and a corner
    // of one window sometimes left a kernel forty times slower for good.
    tables.sort(Comparator.comparingInt((Averages g) -> g.windows().inPos().length).reversed());
    return List.copyOf(tables);
  }

  /** Windows of one shape have no more elements than the image; those of many can have far more. */
  private static void checkSize(
      Pooling layer, PoolSide rows, PoolSide columns, int height, int width) {
    double elements = elements(rows) * elements(columns);
    if (elements > MOST_ELEMENTS + (double) height * width) {
      throw new IllegalArgumentException(
          "%s over %d x %d has windows of too many shapes, %d x %d: choose a smaller kernel or padding"
              .formatted(layer, height, width, rows.kinds().size(), columns.kinds().size()));
    }
  }

  private static double elements(PoolSide side) {
    return side.kinds().stream().mapToDouble(some -> side.length()[some[0]]).sum();
  }

  private static int[] at(int[] table, int[] places) {
    return Arrays.stream(places).map(i -> table[i]).toArray();
  }

  /** The offset of each of these rows with each of these columns, row by row. */
  private static int[] grid(int[] rows, int rowStride, int[] columns) {
    return Arrays.stream(rows)
        .flatMap(r -> Arrays.stream(columns).map(c -> r * rowStride + c * Lanes.COUNT))
        .toArray();
  }
}
