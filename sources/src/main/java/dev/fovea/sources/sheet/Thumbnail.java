package dev.fovea.sources.sheet;

import dev.fovea.data.PictureBytes;
import java.awt.image.BufferedImage;

/**
 * How an image of a data set is shown: small ones enlarged by a whole factor, so that each pixel
 * stays a sharp square, and large ones reduced, each pixel the mean of the part that it covers.
 *
 * @param channels of the image, 1 or 3
 * @param rows of the image
 * @param columns of the image
 * @param height rows of what is shown
 * @param width columns of what is shown
 */
record Thumbnail(int channels, int rows, int columns, int height, int width) {

  /** What the longer side is enlarged to, as nearly as a whole factor can. */
  private static final int WANTED = 60;

  private static final int LARGEST = 96;

  /** For images of this size. */
  static Thumbnail of(int channels, int rows, int columns) {
    int side = Math.max(rows, columns);
    if (side > LARGEST) {
      double scale = (double) LARGEST / side;
      int height = Math.clamp(Math.round(rows * scale), 1, LARGEST);
      int width = Math.clamp(Math.round(columns * scale), 1, LARGEST);
      return new Thumbnail(channels, rows, columns, height, width);
    }
    int factor = Math.max(1, Math.round((float) WANTED / side));
    return new Thumbnail(channels, rows, columns, rows * factor, columns * factor);
  }

  /**
   * An image as it is shown.
   *
   * @param image {@code [channel][row][column]}
   * @return {@code [row][column]}, red, green and blue in the lower 24 bits
   */
  int[] rgb(byte[] image) {
    if (height < rows || width < columns) {
      BufferedImage whole = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
      whole.setRGB(0, 0, columns, rows, enlarged(image, rows, columns, 1), 0, columns);
      return enlarged(PictureBytes.byArea(whole, channels, height, width), height, width, 1);
    }
    return enlarged(image, rows, columns, Math.max(height / rows, width / columns));
  }

  private int[] enlarged(byte[] image, int rows, int columns, int factor) {
    int[] rgb = new int[rows * columns * factor * factor];
    int plane = channels == 1 ? 0 : rows * columns;
    for (int y = 0; y < rows * factor; y++) {
      for (int x = 0; x < columns * factor; x++) {
        int at = y / factor * columns + x / factor;
        int red = image[at] & 0xFF;
        int green = image[at + plane] & 0xFF;
        int blue = image[at + 2 * plane] & 0xFF;
        rgb[y * columns * factor + x] = red << 16 | green << 8 | blue;
      }
    }
    return rgb;
  }
}
