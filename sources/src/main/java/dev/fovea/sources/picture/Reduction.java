package dev.fovea.sources.picture;

import dev.fovea.data.PictureBytes;
import dev.fovea.sources.ReadOptions.Fit;
import dev.fovea.sources.ReadOptions.Interpolation;
import java.awt.image.BufferedImage;

/**
 * What a decoded picture is brought to.
 *
 * @param height rows
 * @param width columns
 * @param fit how a picture of other proportions gets these
 * @param scaling how its size is changed
 * @param channels 1 for gray, 3 for red, green and blue
 */
public record Reduction(int height, int width, Fit fit, Interpolation scaling, int channels) {

  /** Bytes of a reduced picture. */
  public long size() {
    return (long) channels * height * width;
  }

  /** The bytes of a picture, {@code [channel][row][column]}. */
  public byte[] apply(BufferedImage picture) {
    return switch (fit) {
      case CROP -> scaled(middle(picture), height, width);
      case PAD -> {
        double scale =
            Math.min((double) height / picture.getHeight(), (double) width / picture.getWidth());
        int rows = Math.clamp(Math.round(picture.getHeight() * scale), 1, height);
        int columns = Math.clamp(Math.round(picture.getWidth() * scale), 1, width);
        byte[] small = scaled(picture, rows, columns);
        yield PictureBytes.centred(small, channels, rows, columns, height, width);
      }
    };
  }

  /** The largest part in the middle of a picture that has the proportions of the result. */
  private BufferedImage middle(BufferedImage picture) {
    int rows = picture.getHeight();
    int columns = picture.getWidth();
    double scale = Math.min((double) rows / height, (double) columns / width);
    int cutRows = Math.clamp(Math.round(height * scale), 1, rows);
    int cutColumns = Math.clamp(Math.round(width * scale), 1, columns);
    return picture.getSubimage(
        (columns - cutColumns) / 2, (rows - cutRows) / 2, cutColumns, cutRows);
  }

  private byte[] scaled(BufferedImage picture, int rows, int columns) {
    return switch (scaling) {
      case AREA -> PictureBytes.byArea(picture, channels, rows, columns);
      case BILINEAR -> PictureBytes.bilinear(picture, channels, rows, columns);
    };
  }
}
