package dev.fovea.sources.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/** Pictures made for print, of the inks cyan, magenta, yellow and black. */
final class Cmyk {

  private static final int MAX = 255;

  private Cmyk() {}

  /**
   * Red, green and blue of a picture of inks, without any profile: what an ink leaves of its colour
   * times what black leaves, {@code red = (255 - cyan) * (255 - black) / 255}. Other pictures are
   * given back as they are.
   */
  static BufferedImage toRgb(BufferedImage picture) {
    if (picture.getColorModel().getColorSpace().getType() != ColorSpace.TYPE_CMYK) {
      return picture;
    }
    int width = picture.getWidth();
    int height = picture.getHeight();
    BufferedImage rgb = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Raster from = picture.getRaster();
    WritableRaster to = rgb.getRaster();
    int[] inks = new int[4 * width];
    int[] row = new int[3 * width];
    for (int y = 0; y < height; y++) {
      from.getPixels(0, y, width, 1, inks);
      for (int x = 0; x < width; x++) {
        int left = MAX - inks[4 * x + 3];
        for (int c = 0; c < 3; c++) {
          row[3 * x + c] = ((MAX - inks[4 * x + c]) * left + MAX / 2) / MAX;
        }
      }
      to.setPixels(0, y, width, 1, row);
    }
    return rgb;
  }
}
