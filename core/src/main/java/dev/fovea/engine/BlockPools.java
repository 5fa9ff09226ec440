package dev.fovea.engine;

import dev.fovea.engine.BlockWindows.Window;
import dev.fovea.net.AvgPool2d;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Shape;
import java.util.ArrayList;
import java.util.List;

/** The windows of poolings, cut where the image ends. */
final class BlockPools {

  private BlockPools() {}

  /** What lies in the padding is never the largest. */
  static List<Window> windows(Shape in, Shape out, MaxPool2d pool) {
    return windows(in, out, pool.kernel(), pool.stride(), pool.padding());
  }

  private static List<Window> windows(Shape in, Shape out, int kernel, int stride, int padding) {
    List<Window> windows = new ArrayList<>();
    for (int row = 0; row < out.height(); row++) {
      for (int column = 0; column < out.width(); column++) {
        int y = row * stride - padding;
        int x = column * stride - padding;
        windows.add(
            new Window(
                Math.max(y, 0),
                Math.min(y + kernel, in.height()),
                Math.max(x, 0),
                Math.min(x + kernel, in.width()),
                1));
      }
    }
    return windows;
  }

  /** What lies in the padding may be counted, what lies beyond it never is. */
  static List<Window> windows(Shape in, Shape out, AvgPool2d pool) {
    List<Window> windows = new ArrayList<>();
    int i = 0;
    for (Window w : windows(in, out, pool.kernel(), pool.stride(), pool.padding())) {
      int y = i / out.width() * pool.stride() - pool.padding();
      int x = i % out.width() * pool.stride() - pool.padding();
      int rows = Math.min(y + pool.kernel(), in.height() + pool.padding()) - y;
      int columns = Math.min(x + pool.kernel(), in.width() + pool.padding()) - x;
      int elements = (w.y1() - w.y0()) * (w.x1() - w.x0());
      int counted = pool.countPadding() ? rows * columns : elements;
      windows.add(new Window(w.y0(), w.y1(), w.x0(), w.x1(), 1f / counted));
      i++;
    }
    return windows;
  }

  /** Windows of nearly equal size that cover the image. */
  static List<Window> adaptive(Shape in, Shape out) {
    List<Window> windows = new ArrayList<>();
    for (int row = 0; row < out.height(); row++) {
      int y0 = (int) ((long) row * in.height() / out.height());
      int y1 = (int) (((row + 1L) * in.height() + out.height() - 1) / out.height());
      for (int column = 0; column < out.width(); column++) {
        int x0 = (int) ((long) column * in.width() / out.width());
        int x1 = (int) (((column + 1L) * in.width() + out.width() - 1) / out.width());
        windows.add(new Window(y0, y1, x0, x1, 1f / ((y1 - y0) * (x1 - x0))));
      }
    }
    return windows;
  }
}
