package dev.fovea.sources.strokes;

import java.util.Arrays;
import java.util.List;

/**
 * How much of each pixel a union of polygons covers: each row of pixels is cut by 15 lines, and on
 * these the lengths are exact to 1/256 pixel. 15 lines are what cairo takes, and so Google's gray.
 */
final class Coverage {

  private static final int LINES = 15;
  private static final int GRID = Brush.GRID;
  private static final int FULL = LINES * GRID;

  private final int side;
  private final double[] from = new double[LINES];
  private final double[] to = new double[LINES];
  private final int[] area;

  /**
   * The pieces of the lines that lie in a row, as numbers that sort by line, then from the left.
   */
  private long[] pieces = new long[256];

  private int count;

  /** For square images of so many pixels a side. */
  Coverage(int side) {
    this.side = side;
    this.area = new int[side];
  }

  /** Paints the union white over what is there, as far as it covers each pixel. */
  void paint(List<Polygon> union, byte[] pixels) {
    double top = side;
    double bottom = 0;
    for (Polygon polygon : union) {
      top = Math.min(top, polygon.top());
      bottom = Math.max(bottom, polygon.bottom());
    }
    int end = Math.min(side, (int) Math.ceil(bottom));
    for (int row = Math.max(0, (int) Math.floor(top)); row < end; row++) {
      cut(union, row);
      Arrays.fill(area, 0);
      measure();
      for (int x = 0; x < side; x++) {
        pixels[row * side + x] = over(area[x], pixels[row * side + x]);
      }
    }
  }

  private void cut(List<Polygon> union, int row) {
    count = 0;
    for (Polygon polygon : union) {
      if (polygon.top() >= row + 1 || polygon.bottom() <= row) {
        continue;
      }
      polygon.cut(row * LINES, LINES, from, to);
      if (count + LINES > pieces.length) {
        pieces = Arrays.copyOf(pieces, 2 * pieces.length);
      }
      for (int line = 0; line < LINES; line++) {
        if (from[line] < to[line]) {
          pieces[count++] = (long) line << 48 | (long) onGrid(from[line]) << 24 | onGrid(to[line]);
        }
      }
    }
    Arrays.sort(pieces, 0, count);
  }

  private int onGrid(double x) {
    return (int) Math.rint(Math.clamp(x, 0, side) * GRID);
  }

  /** Adds up the lengths; where pieces of a line overlap, once. */
  private void measure() {
    int mask = (1 << 24) - 1;
    long line = -1;
    int covered = 0;
    for (int i = 0; i < count; i++) {
      if (line != pieces[i] >>> 48) {
        line = pieces[i] >>> 48;
        covered = 0;
      }
      int start = Math.max(covered, (int) (pieces[i] >>> 24) & mask);
      int end = (int) pieces[i] & mask;
      covered = Math.max(covered, end);
      while (start < end) {
        int stop = Math.min(end, (start / GRID + 1) * GRID);
        area[start / GRID] += stop - start;
        start = stop;
      }
    }
  }

  private static byte over(int area, byte below) {
    int white = (area * 255 + FULL / 2) / FULL;
    int rest = (255 - white) * Byte.toUnsignedInt(below);
    return (byte) (white + (rest + 127) / 255);
  }
}
