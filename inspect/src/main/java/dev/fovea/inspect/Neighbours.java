package dev.fovea.inspect;

import java.util.Arrays;

/**
 * The nearest neighbours of each point, found by looking at all: exact, and at a few hundred
 * dimensions no tree is faster. The arrays are not copied.
 *
 * @param count neighbours of each point
 * @param indices {@code [point][neighbour]}, the nearest first, among equals the lower index first
 * @param distances squared, in the same order
 */
record Neighbours(int count, int[] indices, float[] distances) {

  /** Points of which the same dimension lies side by side. */
  private static final int TILE = 64;

  /**
   * Of each point, itself left out.
   *
   * @param count less than there are points
   */
  static Neighbours of(Matrix points, int count, Team team) {
    int n = points.rows();
    int[] indices = new int[Math.multiplyExact(n, count)];
    float[] distances = new float[indices.length];
    int tiles = Math.ceilDiv(n, TILE);
    float[][] turned = new float[tiles][];
    team.run(tiles, tile -> turned[tile] = turn(points, tile));
    team.run(
        tiles,
        tile -> {
          float[] row = new float[tiles * TILE];
          Nearest nearest = new Nearest(count);
          for (int i = tile * TILE; i < Math.min(n, (tile + 1) * TILE); i++) {
            for (int t = 0; t < tiles; t++) {
              distances(points, i, turned[t], row, t * TILE);
            }
            nearest.clear();
            nearest.addAll(row, 0, i);
            nearest.addAll(row, i + 1, n);
            nearest.sort(indices, distances, i * count);
          }
        });
    return new Neighbours(count, indices, distances);
  }

  /** {@code [dimension][point]}; beyond the last point zeros. */
  private static float[] turn(Matrix points, int tile) {
    int columns = points.columns();
    float[] turned = new float[Math.multiplyExact(columns, TILE)];
    int first = tile * TILE;
    for (int n = 0; n < Math.min(TILE, points.rows() - first); n++) {
      for (int c = 0; c < columns; c++) {
        turned[c * TILE + n] = points.values()[(first + n) * columns + c];
      }
    }
    return turned;
  }

  private static void distances(Matrix points, int point, float[] tile, float[] row, int at) {
    int columns = points.columns();
    int from = point * columns;
    float[] sums = new float[TILE];
    int c = 0;
    for (; c + 4 <= columns; c += 4) {
      float a = points.values()[from + c];
      float b = points.values()[from + c + 1];
      float d = points.values()[from + c + 2];
      float e = points.values()[from + c + 3];
      addSquares(sums, tile, c * TILE, a, b, d, e);
    }
    for (; c < columns; c++) {
      for (int j = 0; j < TILE; j++) {
        float away = points.values()[from + c] - tile[c * TILE + j];
        sums[j] = Math.fma(away, away, sums[j]);
      }
    }
    System.arraycopy(sums, 0, row, at, TILE);
  }

  /** Small, so that the compiler makes vectors of it. */
  private static void addSquares(
      float[] sums, float[] tile, int at, float a, float b, float d, float e) {
    for (int j = 0; j < TILE; j++) {
      float p = a - tile[at + j];
      float q = b - tile[at + TILE + j];
      float r = d - tile[at + 2 * TILE + j];
      float s = e - tile[at + 3 * TILE + j];
      sums[j] = Math.fma(s, s, Math.fma(r, r, Math.fma(q, q, Math.fma(p, p, sums[j]))));
    }
  }

  /** The smallest of some numbers: a heap with the largest of them on top. */
  private static final class Nearest {

    private final float[] values;
    private final int[] indices;
    private int size;

    Nearest(int count) {
      values = new float[count];
      indices = new int[count];
    }

    void clear() {
      size = 0;
    }

    /** Numbers of a row, which come in ascending order of their index. */
    void addAll(float[] row, int from, int to) {
      int i = from;
      for (; i < to && size < values.length; i++) {
        up(row[i], i);
      }
      float limit = values[0];
      for (; i < to; i++) {
        if (row[i] < limit) {
          down(row[i], i, size);
          limit = values[0];
        }
      }
    }

    private boolean above(float value, int index, int other) {
      return value > values[other] || (value == values[other] && index > indices[other]);
    }

    private void up(float value, int index) {
      int at = size++;
      while (at > 0 && above(value, index, (at - 1) / 2)) {
        values[at] = values[(at - 1) / 2];
        indices[at] = indices[(at - 1) / 2];
        at = (at - 1) / 2;
      }
      values[at] = value;
      indices[at] = index;
    }

    /** Puts a number in the place of the largest of the first {@code end}. */
    private void down(float value, int index, int end) {
      int at = 0;
      while (2 * at + 1 < end) {
        int child = 2 * at + 1;
        if (child + 1 < end && above(values[child + 1], indices[child + 1], child)) {
          child++;
        }
        if (above(value, index, child)) {
          break;
        }
        values[at] = values[child];
        indices[at] = indices[child];
        at = child;
      }
      values[at] = value;
      indices[at] = index;
    }

    void sort(int[] toIndices, float[] toDistances, int to) {
      for (int end = size - 1; end >= 0; end--) {
        toIndices[to + end] = indices[0];
        toDistances[to + end] = values[0];
        float value = values[end];
        int index = indices[end];
        down(value, index, end);
      }
    }
  }

  /** The neighbours of a point, the nearest first. */
  int[] of(int point) {
    return Arrays.copyOfRange(indices, point * count, (point + 1) * count);
  }
}
