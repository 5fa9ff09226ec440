package dev.fovea.engine;

import dev.fovea.engine.kernel.Kernels;
import dev.fovea.engine.kernel.Lanes;
import dev.fovea.net.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Of a single image: the mean or the largest value of windows that need not be alike, as at edges.
 *
 * @param taps the elements of each window, as offsets in a block of the input
 * @param factors what the sum of each window is multiplied by; empty for the largest value
 */
record BlockWindows(Blocks in, Blocks out, int[][] taps, float[] factors) implements BlockStep {

  /** Rows {@code y0} to {@code y1} and columns {@code x0} to {@code x1}, the ends exclusive. */
  record Window(int y0, int y1, int x0, int x1, float factor) {}

  /** A window for each position of the output, row by row. */
  static BlockWindows of(Blocks in, Blocks out, List<Window> windows, boolean mean) {
    List<int[]> taps = new ArrayList<>();
    float[] factors = new float[mean ? windows.size() : 0];
    for (Window w : windows) {
      int[] grid = Offsets.grid(w.y1 - w.y0, w.x1 - w.x0, in.rowStride(), Lanes.COUNT);
      taps.add(Offsets.shift(grid, w.y0 * in.rowStride() + w.x0 * Lanes.COUNT));
    }
    for (int i = 0; i < factors.length; i++) {
      factors[i] = windows.get(i).factor();
    }
    return new BlockWindows(in, out, taps.toArray(int[][]::new), factors);
  }

  @Override
  public void run(Kernels kernels, float[] x) {
    Shape shape = out.shape();
    for (int block = 0; block < in.blocks(); block++) {
      int from = in.at() + block * in.blockStride();
      for (int p = 0; p < taps.length; p++) {
        int row = p / shape.width();
        int column = p - row * shape.width();
        int to = out.at() + block * out.blockStride() + row * out.rowStride();
        window(x, from, taps[p], to + column * Lanes.COUNT, p);
      }
    }
  }

  private void window(float[] x, int from, int[] taps, int to, int p) {
    boolean mean = factors.length > 0;
    Arrays.fill(x, to, to + Lanes.COUNT, mean ? 0 : Float.NEGATIVE_INFINITY);
    for (int tap : taps) {
      for (int lane = 0; lane < Lanes.COUNT; lane++) {
        float value = x[from + tap + lane];
        x[to + lane] = mean ? x[to + lane] + value : Math.max(x[to + lane], value);
      }
    }
    for (int lane = 0; mean && lane < Lanes.COUNT; lane++) {
      x[to + lane] *= factors[p];
    }
  }

  @Override
  public void reach(Reaches r) {
    Span blocks = Span.steps(in.blocks(), in.blockStride()).plus(in.at());
    for (int[] window : taps) {
      r.lanes(Span.of(window).plus(blocks));
    }
    r.view(out.view());
  }
}
