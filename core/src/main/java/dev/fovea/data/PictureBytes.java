package dev.fovea.data;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * The bytes of a picture, at its own size or another: gray (Rec. 601 luma) or red, green and blue,
 * 0 to 255, what is transparent laid on white. Samples are taken as they stand in the file: colour
 * profiles are left aside.
 */
public final class PictureBytes {

  private static final int WHITE = 255;

  private PictureBytes() {}

  /**
   * All pixels as they are.
   *
   * @param channels 1 for gray, 3 for red, green and blue
   * @return {@code [channel][row][column]}
   */
  public static byte[] of(BufferedImage picture, int channels) {
    PictureRows rows = new PictureRows(picture, channels, WHITE);
    int width = rows.width();
    byte[] bytes = new byte[channels * rows.height() * width];
    float[] row = new float[channels * width];
    for (int y = 0; y < rows.height(); y++) {
      rows.read(y, row);
      for (int c = 0; c < channels; c++) {
        int at = (c * rows.height() + y) * width;
        for (int x = 0; x < width; x++) {
          bytes[at + x] = (byte) row[c * width + x];
        }
      }
    }
    return bytes;
  }

  /**
   * The picture at another size, each pixel the mean of the part of the picture that it covers.
   *
   * @param channels 1 for gray, 3 for red, green and blue
   * @param height rows of the result
   * @param width columns of the result
   * @return {@code [channel][row][column]}
   */
  public static byte[] byArea(BufferedImage picture, int channels, int height, int width) {
    if (height == picture.getHeight() && width == picture.getWidth()) {
      return of(picture, channels);
    }
    return Preparation.toBytes(
        AreaAverage.resize(new PictureRows(picture, channels, WHITE), height, width));
  }

  /**
   * The picture at another size, each pixel between the four around its place.
   *
   * @param channels 1 for gray, 3 for red, green and blue
   * @param height rows of the result
   * @param width columns of the result
   * @return {@code [channel][row][column]}
   */
  public static byte[] bilinear(BufferedImage picture, int channels, int height, int width) {
    return Preparation.toBytes(
        Bilinear.resize(new PictureRows(picture, channels, WHITE), height, width));
  }

  /**
   * A picture in the middle of a larger one; what is left over gets the colour of its border (the
   * median of it, by channel).
   *
   * @param pixels {@code [channel][row][column]}, with {@code rows} and {@code columns}
   * @param rows at most {@code height}
   * @param columns at most {@code width}
   * @return {@code [channel][row][column]}, with {@code height} and {@code width}
   */
  public static byte[] centred(
      byte[] pixels, int channels, int rows, int columns, int height, int width) {
    if (rows == height && columns == width) {
      return pixels;
    }
    byte[] result = new byte[channels * height * width];
    int top = (height - rows) / 2;
    int left = (width - columns) / 2;
    for (int c = 0; c < channels; c++) {
      int from = c * rows * columns;
      int to = c * height * width;
      byte border = (byte) Border.median(pixels, from, rows, columns);
      Arrays.fill(result, to, to + height * width, border);
      for (int y = 0; y < rows; y++) {
        int at = to + (top + y) * width + left;
        System.arraycopy(pixels, from + y * columns, result, at, columns);
      }
    }
    return result;
  }

  /** What scales a picture to so many rows and columns. */
  interface Scale {
    byte[] to(BufferedImage picture, int channels, int rows, int columns);
  }

  /**
   * All of a picture, as large as fits, in the middle of {@code height} x {@code width}: see {@link
   * #centred}.
   */
  static byte[] padded(BufferedImage picture, int channels, int height, int width, Scale scale) {
    double factor =
        Math.min((double) height / picture.getHeight(), (double) width / picture.getWidth());
    int rows = Math.clamp(Math.round(picture.getHeight() * factor), 1, height);
    int columns = Math.clamp(Math.round(picture.getWidth() * factor), 1, width);
    byte[] pixels = scale.to(picture, channels, rows, columns);
    return centred(pixels, channels, rows, columns, height, width);
  }

  /**
   * The largest part in the middle of a picture that has the proportions of {@code height} x {@code
   * width}.
   */
  static BufferedImage middle(BufferedImage picture, int height, int width) {
    int rows = picture.getHeight();
    int columns = picture.getWidth();
    double factor = Math.min((double) rows / height, (double) columns / width);
    int cutRows = Math.clamp(Math.round(height * factor), 1, rows);
    int cutColumns = Math.clamp(Math.round(width * factor), 1, columns);
    return picture.getSubimage(
        (columns - cutColumns) / 2, (rows - cutRows) / 2, cutColumns, cutRows);
  }
}
