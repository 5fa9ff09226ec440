package dev.fovea.engine;

import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.View;

/** From bytes, image by image, to floats with sixteen images side by side. */
final class InputLoader {

  private InputLoader() {}

  /**
   * Loads group {@code g} of the images {@code order[from]} to {@code order[from + count - 1]}.
   * Lanes beyond the last image repeat it: any number would do, as their loss gradient is zero, but
   * so they cannot overflow where no real image does.
   */
  static void load(
      Frame f,
      int g,
      View image,
      Source source,
      int[] order,
      int from,
      int count,
      int part,
      int parts) {
    byte[] pixels = source.pixels();
    float[] table = source.table();
    int rows = image.channels() * image.height();
    int imageSize = rows * image.width();
    int row0 = Step.cut(rows, part, parts);
    int row1 = Step.cut(rows, part + 1, parts);
    int block = g * f.groupStride + image.at();
    for (int row = row0; row < row1; row++) {
      int channel = row / image.height();
      int to =
          block
              + channel * image.channelStride()
              + (row - channel * image.height()) * image.rowStride();
      for (int lane = 0; lane < Lanes.COUNT; lane++) {
        int n = Math.min(g * Lanes.COUNT + lane, count - 1);
        int pixel = order[from + n] * imageSize + row * image.width();
        row(pixels, pixel, image.width(), table, f.x, to + lane);
      }
    }
  }

  /** A method of its own, so that the JIT proves the bounds once for the row. */
  private static void row(byte[] pixels, int from, int width, float[] table, float[] x, int to) {
    for (int column = 0; column < width; column++) {
      x[to + column * Lanes.COUNT] = table[pixels[from + column] & 0xff];
    }
  }
}
