package dev.fovea.sources.picture;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/**
 * How the stored rows and columns of a picture lie in the picture that is meant: the tag
 * Orientation of TIFF 6.0 and Exif 2.3, which cameras write instead of turning the pixels.
 *
 * @param swapped whether stored rows are columns of the picture
 * @param rowsFromEnd whether the first stored row is the last row or column
 * @param columnsFromEnd whether the first stored column is the last row or column
 */
record Orientation(boolean swapped, boolean rowsFromEnd, boolean columnsFromEnd) {

  /** As it is stored. */
  static final Orientation UPRIGHT = new Orientation(false, false, false);

  /** The orientation of the tag's value; upright for a value that is not 1 to 8. */
  static Orientation of(int tag) {
    return switch (tag) {
      case 2 -> new Orientation(false, false, true);
      case 3 -> new Orientation(false, true, true);
      case 4 -> new Orientation(false, true, false);
      case 5 -> new Orientation(true, false, false);
      case 6 -> new Orientation(true, true, false);
      case 7 -> new Orientation(true, true, true);
      case 8 -> new Orientation(true, false, true);
      default -> UPRIGHT;
    };
  }

  /** The picture that is meant; a new one unless this is upright. */
  BufferedImage turn(BufferedImage stored) {
    if (equals(UPRIGHT)) {
      return stored;
    }
    int rows = stored.getHeight();
    int columns = stored.getWidth();
    Raster from = stored.getRaster();
    ColorModel model = stored.getColorModel();
    WritableRaster to =
        swapped
            ? from.createCompatibleWritableRaster(rows, columns)
            : from.createCompatibleWritableRaster(columns, rows);
    int bands = from.getNumBands();
    int[] row = new int[columns * bands];
    int[] turned = new int[columns * bands];
    for (int y = 0; y < rows; y++) {
      from.getPixels(0, y, columns, 1, row);
      for (int x = 0; x < columns; x++) {
        int target = columnsFromEnd ? columns - 1 - x : x;
        System.arraycopy(row, x * bands, turned, target * bands, bands);
      }
      int target = rowsFromEnd ? rows - 1 - y : y;
      if (swapped) {
        to.setPixels(target, 0, 1, columns, turned);
      } else {
        to.setPixels(0, target, columns, 1, turned);
      }
    }
    return new BufferedImage(model, to, model.isAlphaPremultiplied(), null);
  }
}
