package dev.fovea.inspect;

import dev.fovea.net.Shape;
import java.util.Objects;

/**
 * Numbers in rows and columns: a feature map, a filter, what a network looks at. The array is not
 * copied.
 *
 * @param height rows
 * @param width columns
 * @param values {@code [row][column]}
 */
public record Grid(int height, int width, float[] values) {

  /** Checks that the sizes fit together. */
  public Grid {
    if (height < 1 || width < 1 || values.length != (long) height * width) {
      throw new IllegalArgumentException(
          "%d rows of %d columns need as many numbers, not %d"
              .formatted(height, width, values.length));
    }
  }

  /** A channel of {@code [channel][row][column]}. */
  static Grid channel(Shape shape, float[] values, int channel) {
    Objects.checkIndex(channel, shape.channels());
    int plane = shape.height() * shape.width();
    float[] own = new float[plane];
    System.arraycopy(values, channel * plane, own, 0, plane);
    return new Grid(shape.height(), shape.width(), own);
  }

  /** The brightness of an image, from 0 to 1: the mean of its channels. */
  public static Grid brightness(Shape shape, byte[] image) {
    int plane = shape.height() * shape.width();
    if (image.length != shape.channels() * plane) {
      throw new IllegalArgumentException(
          "an image of %s has not %d bytes".formatted(shape, image.length));
    }
    float[] values = new float[plane];
    for (int i = 0; i < plane; i++) {
      int sum = 0;
      for (int c = 0; c < shape.channels(); c++) {
        sum += image[c * plane + i] & 0xff;
      }
      values[i] = sum / (255f * shape.channels());
    }
    return new Grid(shape.height(), shape.width(), values);
  }

  /** The number at a place. */
  public float at(int row, int column) {
    Objects.checkIndex(row, height);
    return values[row * width + Objects.checkIndex(column, width)];
  }

  /** The smallest number. */
  public float smallest() {
    float least = values[0];
    for (float value : values) {
      least = Math.min(least, value);
    }
    return least;
  }

  /** The largest number. */
  public float largest() {
    float most = values[0];
    for (float value : values) {
      most = Math.max(most, value);
    }
    return most;
  }

  /** Scaled so that the smallest number becomes 0 and the largest 1; all 0 if they are the same. */
  public Grid stretched() {
    float least = smallest();
    float span = largest() - least;
    float[] scaled = new float[values.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = span > 0 ? (values[i] - least) / span : 0;
    }
    return new Grid(height, width, scaled);
  }

  /**
   * The same at another size, bilinear between the centres of the old elements and constant beyond
   * the outermost: PyTorch's {@code interpolate} with {@code align_corners=False}.
   */
  public Grid resized(int newHeight, int newWidth) {
    float[] resized = new float[Math.multiplyExact(newHeight, newWidth)];
    for (int row = 0; row < newHeight; row++) {
      double y = place(row, newHeight, height);
      int y0 = (int) y;
      int y1 = Math.min(y0 + 1, height - 1);
      for (int column = 0; column < newWidth; column++) {
        double x = place(column, newWidth, width);
        int x0 = (int) x;
        int x1 = Math.min(x0 + 1, width - 1);
        double upper = between(at(y0, x0), at(y0, x1), x - x0);
        double lower = between(at(y1, x0), at(y1, x1), x - x0);
        resized[row * newWidth + column] = (float) between(upper, lower, y - y0);
      }
    }
    return new Grid(newHeight, newWidth, resized);
  }

  private static double place(int i, int size, int oldSize) {
    return Math.clamp((i + 0.5) * oldSize / size - 0.5, 0, oldSize - 1);
  }

  private static double between(double a, double b, double share) {
    return a + (b - a) * share;
  }
}
