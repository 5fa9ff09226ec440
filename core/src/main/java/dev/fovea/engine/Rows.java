package dev.fovea.engine;

import dev.fovea.engine.kernel.View;

/** Values of one shape, row by row: copied or added, whatever borders each has. */
final class Rows {

  private Rows() {}

  /**
   * Copies part {@code part} of {@code parts} of the channels in groups {@code g0} to {@code g1}.
   */
  static void copy(Frame f, View from, View to, int g0, int g1, int part, int parts) {
    int c0 = Step.cut(from.channels(), part, parts);
    int c1 = Step.cut(from.channels(), part + 1, parts);
    for (int g = g0; g < g1; g++) {
      int at = g * f.groupStride;
      for (int c = c0; c < c1; c++) {
        for (int row = 0; row < from.height(); row++) {
          System.arraycopy(
              f.x, at + from.offset(c, row), f.x, at + to.offset(c, row), from.rowSize());
        }
      }
    }
  }

  /** Likewise adds them to what is there. */
  static void add(Frame f, View from, View to, int g0, int g1, int part, int parts) {
    int c0 = Step.cut(from.channels(), part, parts);
    int c1 = Step.cut(from.channels(), part + 1, parts);
    for (int g = g0; g < g1; g++) {
      int at = g * f.groupStride;
      for (int c = c0; c < c1; c++) {
        if (from.contiguous() && to.contiguous()) {
          f.kernels.add(f.x, at + from.offset(c, 0), at + to.offset(c, 0), from.channelStride());
          continue;
        }
        for (int row = 0; row < from.height(); row++) {
          f.kernels.add(f.x, at + from.offset(c, row), at + to.offset(c, row), from.rowSize());
        }
      }
    }
  }

  /** Channels {@code first} to {@code first + channels} of a value. */
  static View channels(View view, int first, int channels) {
    return new View(
        view.offset(first, 0),
        channels,
        view.height(),
        view.width(),
        view.channelStride(),
        view.rowStride());
  }
}
