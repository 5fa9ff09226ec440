package dev.fovea.data;

import java.awt.image.BufferedImage;
import java.util.Optional;

/**
 * Makes a picture look like one of MNIST's: what {@link Preparation#DIGIT} does.
 *
 * <p>In the 10,000 test digits the longer side of the box is 20 pixels (but for three), the
 * brightest pixel 254 or 255, and the centre of mass at column and row 14, counted from 0, give or
 * take half a pixel.
 */
final class DigitPreparation {

  private static final int WHITE = 255;

  /** A larger picture is first reduced to this longer side: enough for a digit of a twentieth. */
  private static final int WORKING_SIDE = 512;

  /** The part of the field that a digit's longer side takes. */
  private static final double BOX_SHARE = 20.0 / 28;

  private DigitPreparation() {}

  /** Makes {@code [row][column]}, light ink on black. */
  static byte[] apply(BufferedImage picture, int height, int width) {
    Optional<byte[]> result = apply(new PictureRows(picture, 1, WHITE), height, width);
    if (result.isEmpty() && picture.getColorModel().hasAlpha()) {
      // White ink on a transparent ground shows on black only.
      result = apply(new PictureRows(picture, 1, 0), height, width);
    }
    return result.orElseThrow(
        () ->
            new InputException(
                "the picture shows nothing: give one whose drawing stands out from its ground"));
  }

  private static Optional<byte[]> apply(Rows picture, int height, int width) {
    if (picture.height() == height && picture.width() == width) {
      return polarized(Preparation.toBytes(picture.all()), height, width);
    }
    return Ink.find(working(picture)).map(ink -> place(ink, height, width));
  }

  private static Optional<byte[]> polarized(byte[] gray, int height, int width) {
    boolean varies = false;
    for (byte value : gray) {
      varies |= value != gray[0];
    }
    if (!varies) {
      return Optional.empty();
    }
    if (Border.median(gray, 0, height, width) > 127) {
      for (int i = 0; i < gray.length; i++) {
        gray[i] = (byte) ~gray[i];
      }
    }
    return Optional.of(gray);
  }

  private static Plane working(Rows picture) {
    double scale = Math.min(1, WORKING_SIDE / (double) Math.max(picture.height(), picture.width()));
    int height = Math.max(1, (int) Math.round(picture.height() * scale));
    int width = Math.max(1, (int) Math.round(picture.width() * scale));
    return new Plane(AreaAverage.resize(picture, height, width), height, width);
  }

  private static byte[] place(Plane ink, int height, int width) {
    int side = Math.max(1, (int) Math.round(Math.min(height, width) * BOX_SHARE));
    double scale = side / (double) Math.max(ink.height(), ink.width());
    int rows = Math.max(1, (int) Math.round(ink.height() * scale));
    int columns = Math.max(1, (int) Math.round(ink.width() * scale));
    float[] small = AreaAverage.resize(ink, rows, columns);

    double sum = 0;
    double sumY = 0;
    double sumX = 0;
    float most = 0;
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        float value = small[y * columns + x];
        sum += value;
        sumY += (double) value * y;
        sumX += (double) value * x;
        most = Math.max(most, value);
      }
    }
    int top = Math.clamp(Math.round(height / 2.0 - sumY / sum), 0, height - rows);
    int left = Math.clamp(Math.round(width / 2.0 - sumX / sum), 0, width - columns);
    byte[] field = new byte[height * width];
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        // Thin strokes grow pale when they are made small: the strongest pixel is full again.
        int value = Math.round(small[y * columns + x] * 255 / most);
        field[(top + y) * width + left + x] = (byte) value;
      }
    }
    return field;
  }
}
