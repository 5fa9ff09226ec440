package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.VectorKernels.S;

/** The small transforms of {@link VectorTiles}, in the same manner. */
final class VectorSmallTiles {

  private VectorSmallTiles() {}

  static void input(
      float[] x, int from, int fromRow, int fromColumn, int to, int toRow, int toColumn, int s) {
    for (int lane = 0; lane < Lanes.COUNT; lane += S.length()) {
      for (int i = 0; i < 6 + 6; i++) {
        boolean down = i < 6;
        VectorSmallLines.input(
            x,
            lane + (down ? from + i * fromColumn : s + (i - 6) * Lanes.COUNT),
            down ? fromRow : 6 * Lanes.COUNT,
            lane + (down ? s + i * 6 * Lanes.COUNT : to + (i - 6) * toRow),
            down ? Lanes.COUNT : toColumn);
      }
    }
  }

  static void output(
      float[] x, int from, int fromRow, int fromColumn, int to, int toRow, int toColumn, int s) {
    for (int lane = 0; lane < Lanes.COUNT; lane += S.length()) {
      for (int i = 0; i < 6 + 4; i++) {
        boolean down = i < 6;
        VectorSmallLines.output(
            x,
            lane + (down ? from + i * fromColumn : s + (i - 6) * Lanes.COUNT),
            down ? fromRow : 4 * Lanes.COUNT,
            lane + (down ? s + i * 4 * Lanes.COUNT : to + (i - 6) * toRow),
            down ? Lanes.COUNT : toColumn);
      }
    }
  }

  static void outputGradient(
      float[] x, int from, int fromRow, int fromColumn, int to, int toRow, int toColumn, int s) {
    for (int lane = 0; lane < Lanes.COUNT; lane += S.length()) {
      for (int i = 0; i < 4 + 6; i++) {
        boolean down = i < 4;
        VectorSmallLines.outputGradient(
            x,
            lane + (down ? from + i * fromColumn : s + (i - 4) * Lanes.COUNT),
            down ? fromRow : 6 * Lanes.COUNT,
            lane + (down ? s + i * 6 * Lanes.COUNT : to + (i - 4) * toRow),
            down ? Lanes.COUNT : toColumn);
      }
    }
  }

  static void inputGradient(
      float[] x, int from, int fromRow, int fromColumn, int to, int toRow, int toColumn, int s) {
    for (int lane = 0; lane < Lanes.COUNT; lane += S.length()) {
      for (int i = 0; i < 6 + 6; i++) {
        boolean down = i < 6;
        VectorSmallLines.inputGradient(
            x,
            lane + (down ? from + i * fromColumn : s + (i - 6) * Lanes.COUNT),
            down ? fromRow : 6 * Lanes.COUNT,
            lane + (down ? s + i * 6 * Lanes.COUNT : to + (i - 6) * toRow),
            down ? Lanes.COUNT : toColumn);
      }
    }
  }

  static void filter(
      float[] x, int from, int fromRow, int fromColumn, int to, int toRow, int toColumn, int s) {
    for (int lane = 0; lane < Lanes.COUNT; lane += S.length()) {
      for (int i = 0; i < 3 + 6; i++) {
        boolean down = i < 3;
        VectorSmallLines.filter(
            x,
            lane + (down ? from + i * fromColumn : s + (i - 3) * Lanes.COUNT),
            down ? fromRow : 6 * Lanes.COUNT,
            lane + (down ? s + i * 6 * Lanes.COUNT : to + (i - 3) * toRow),
            down ? Lanes.COUNT : toColumn);
      }
    }
  }

  static void filterGradient(
      float[] x, int from, int fromRow, int fromColumn, int to, int toRow, int toColumn, int s) {
    for (int lane = 0; lane < Lanes.COUNT; lane += S.length()) {
      for (int i = 0; i < 6 + 3; i++) {
        boolean down = i < 6;
        VectorSmallLines.filterGradient(
            x,
            lane + (down ? from + i * fromColumn : s + (i - 6) * Lanes.COUNT),
            down ? fromRow : 3 * Lanes.COUNT,
            lane + (down ? s + i * 3 * Lanes.COUNT : to + (i - 6) * toRow),
            down ? Lanes.COUNT : toColumn);
      }
    }
  }
}
