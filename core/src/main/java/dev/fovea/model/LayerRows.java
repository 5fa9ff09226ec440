package dev.fovea.model;

import dev.fovea.net.Shape;
import java.util.Arrays;
import java.util.Objects;

/**
 * What a layer makes of each image of a set: a row of numbers for each. The arrays are not copied.
 *
 * @param shape of a row, which lies {@code [channel][row][column]}
 * @param values all rows, one after the other
 * @param labels the class of each image
 */
public record LayerRows(Shape shape, float[] values, int[] labels) {

  /** How many images there are. */
  public int count() {
    return labels.length;
  }

  /** Numbers in a row. */
  public int size() {
    return shape.size();
  }

  /** A copy of the row of an image. */
  public float[] row(int image) {
    Objects.checkIndex(image, count());
    return Arrays.copyOfRange(values, image * size(), (image + 1) * size());
  }
}
