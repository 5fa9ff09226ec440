package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.VectorKernels.S;

/**
 * {@link Kernels#transformTile}: first down each column, then along each row.
 *
 * <p>A method that computes vectors must stay small: when more than some 8,000 bytecodes have come
 * together by inlining (DesiredMethodLimit), the JIT leaves the next vector on the heap, at a tenth
 * of the speed. So each transform has one method of its own, called through an interface, and one
 * call of its {@link VectorLines} serves both directions.
 */
@FunctionalInterface
interface VectorTiles {

  /** Transforms one tile, as {@link Kernels#transformTile} says. */
  void run(
      float[] x,
      int from,
      int fromRow,
      int fromColumn,
      int to,
      int toRow,
      int toColumn,
      int scratch);

  /** The method of a transform. */
  static VectorTiles of(TileTransform transform) {
    return switch (transform) {
      case INPUT -> VectorTiles::input;
      case OUTPUT_4 -> VectorTiles::output4;
      case OUTPUT_6 -> VectorTiles::output6;
      case OUTPUT_GRADIENT_4 -> VectorTiles::outputGradient4;
      case OUTPUT_GRADIENT_6 -> VectorTiles::outputGradient6;
      case INPUT_GRADIENT -> VectorTiles::inputGradient;
      case SMALL_INPUT -> VectorSmallTiles::input;
      case SMALL_OUTPUT -> VectorSmallTiles::output;
      case SMALL_OUTPUT_GRADIENT -> VectorSmallTiles::outputGradient;
      case SMALL_INPUT_GRADIENT -> VectorSmallTiles::inputGradient;
      case SMALL_FILTER -> VectorSmallTiles::filter;
      case SMALL_FILTER_GRADIENT -> VectorSmallTiles::filterGradient;
    };
  }

  private static void input(
      float[] x, int from, int fromRow, int fromColumn, int to, int toRow, int toColumn, int s) {
    for (int lane = 0; lane < Lanes.COUNT; lane += S.length()) {
      for (int i = 0; i < 8 + 8; i++) {
        boolean down = i < 8;
        VectorLines.input(
            x,
            lane + (down ? from + i * fromColumn : s + (i - 8) * Lanes.COUNT),
            down ? fromRow : 8 * Lanes.COUNT,
            lane + (down ? s + i * 8 * Lanes.COUNT : to + (i - 8) * toRow),
            down ? Lanes.COUNT : toColumn);
      }
    }
  }

  private static void output4(
      float[] x, int from, int fromRow, int fromColumn, int to, int toRow, int toColumn, int s) {
    for (int lane = 0; lane < Lanes.COUNT; lane += S.length()) {
      for (int i = 0; i < 8 + 4; i++) {
        boolean down = i < 8;
        VectorLines.output4(
            x,
            lane + (down ? from + i * fromColumn : s + (i - 8) * Lanes.COUNT),
            down ? fromRow : 4 * Lanes.COUNT,
            lane + (down ? s + i * 4 * Lanes.COUNT : to + (i - 8) * toRow),
            down ? Lanes.COUNT : toColumn);
      }
    }
  }

  private static void output6(
      float[] x, int from, int fromRow, int fromColumn, int to, int toRow, int toColumn, int s) {
    for (int lane = 0; lane < Lanes.COUNT; lane += S.length()) {
      for (int i = 0; i < 8 + 6; i++) {
        boolean down = i < 8;
        VectorLines.output6(
            x,
            lane + (down ? from + i * fromColumn : s + (i - 8) * Lanes.COUNT),
            down ? fromRow : 6 * Lanes.COUNT,
            lane + (down ? s + i * 6 * Lanes.COUNT : to + (i - 8) * toRow),
            down ? Lanes.COUNT : toColumn);
      }
    }
  }

  private static void outputGradient4(
      float[] x, int from, int fromRow, int fromColumn, int to, int toRow, int toColumn, int s) {
    for (int lane = 0; lane < Lanes.COUNT; lane += S.length()) {
      for (int i = 0; i < 4 + 8; i++) {
        boolean down = i < 4;
        VectorLines.outputGradient4(
            x,
            lane + (down ? from + i * fromColumn : s + (i - 4) * Lanes.COUNT),
            down ? fromRow : 8 * Lanes.COUNT,
            lane + (down ? s + i * 8 * Lanes.COUNT : to + (i - 4) * toRow),
            down ? Lanes.COUNT : toColumn);
      }
    }
  }

  private static void outputGradient6(
      float[] x, int from, int fromRow, int fromColumn, int to, int toRow, int toColumn, int s) {
    for (int lane = 0; lane < Lanes.COUNT; lane += S.length()) {
      for (int i = 0; i < 6 + 8; i++) {
        boolean down = i < 6;
        VectorLines.outputGradient6(
            x,
            lane + (down ? from + i * fromColumn : s + (i - 6) * Lanes.COUNT),
            down ? fromRow : 8 * Lanes.COUNT,
            lane + (down ? s + i * 8 * Lanes.COUNT : to + (i - 6) * toRow),
            down ? Lanes.COUNT : toColumn);
      }
    }
  }

  private static void inputGradient(
      float[] x, int from, int fromRow, int fromColumn, int to, int toRow, int toColumn, int s) {
    for (int lane = 0; lane < Lanes.COUNT; lane += S.length()) {
      for (int i = 0; i < 8 + 8; i++) {
        boolean down = i < 8;
        VectorLines.inputGradient(
            x,
            lane + (down ? from + i * fromColumn : s + (i - 8) * Lanes.COUNT),
            down ? fromRow : 8 * Lanes.COUNT,
            lane + (down ? s + i * 8 * Lanes.COUNT : to + (i - 8) * toRow),
            down ? Lanes.COUNT : toColumn);
      }
    }
  }
}
