package dev.fovea.inspect;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.model.LayerRows;

/**
 * Points in a space of many dimensions, a row for each. The array is not copied.
 *
 * @param rows how many points
 * @param columns how many dimensions
 * @param values {@code [row][column]}
 */
public record Matrix(int rows, int columns, float[] values) {

  /**
   * Checks the sizes.
   *
   * @throws InputException if they do not fit together, or nothing is there
   */
  public Matrix {
    if (rows < 1 || columns < 1 || values.length != (long) rows * columns) {
      throw new InputException(
          "%d points of %d numbers each need as many numbers, not %d"
              .formatted(rows, columns, values.length));
    }
  }

  /** What a layer makes of images. */
  public static Matrix of(LayerRows rows) {
    return new Matrix(rows.count(), rows.size(), rows.values());
  }

  /**
   * The pixels of images themselves, from 0 to 1.
   *
   * @throws InputException if there are too many for memory
   */
  public static Matrix pixels(Dataset data) {
    byte[] pixels = data.pixels();
    float[] values;
    try {
      values = new float[pixels.length];
    } catch (OutOfMemoryError e) {
      throw new InputException(
          "the %d pixels of %s do not fit into memory as numbers: take fewer images"
              .formatted(pixels.length, data.name()),
          e);
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = (pixels[i] & 0xff) / 255f;
    }
    return new Matrix(data.size(), data.imageSize(), values);
  }

  /**
   * Checks that all numbers are finite.
   *
   * @throws InputException if one is not, saying where
   */
  void checkFinite() {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new InputException(
            "number %d of point %d is %s, so that it has no distance to others: leave the point out"
                .formatted(i % columns, i / columns, values[i]));
      }
    }
  }
}
