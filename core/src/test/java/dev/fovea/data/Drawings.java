package dev.fovea.data;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Makes pictures of digits as a user's might be. */
final class Drawings {

  private Drawings() {}

  /** The digit's 28 x 28 bytes as a picture of that type, light on dark. */
  static BufferedImage exact(byte[] digit, int type) {
    BufferedImage picture = new BufferedImage(28, 28, type);
    for (int i = 0; i < digit.length; i++) {
      int value = Byte.toUnsignedInt(digit[i]);
      if (type == BufferedImage.TYPE_BYTE_GRAY) {
        // setRGB would convert between two gray scales.
        picture.getRaster().setSample(i % 28, i / 28, 0, value);
      } else {
        picture.setRGB(i % 28, i / 28, 0xff000000 | value * 0x010101);
      }
    }
    return picture;
  }

  /** The digit enlarged bicubically to {@code side x side} pixels somewhere in a larger picture. */
  static BufferedImage enlarged(byte[] digit, int width, int height, int side, int left, int top) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(exact(digit, BufferedImage.TYPE_INT_RGB), left, top, side, side, null);
    graphics.dispose();
    return picture;
  }

  /** Dark becomes light. */
  static BufferedImage inverted(BufferedImage picture) {
    BufferedImage result =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        result.setRGB(x, y, ~picture.getRGB(x, y));
      }
    }
    return result;
  }

  /**
   * As if a light-on-dark picture were ink on paper, photographed under a lamp from the left, with
   * dark corners, a yellow cast and a sensor's noise.
   */
  static BufferedImage photographed(BufferedImage picture, Rng random) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double u = 2.0 * x / width - 1;
        double v = 2.0 * y / height - 1;
        double paper = 185 - 40 * u - 15 * (u * u + v * v);
        double ink = (picture.getRGB(x, y) & 255) / 255.0;
        double light = paper * (1 - 0.6 * ink);
        int red = noisy(light, random);
        int green = noisy(light * 0.97, random);
        int blue = noisy(light * 0.88, random);
        result.setRGB(x, y, red << 16 | green << 8 | blue);
      }
    }
    return result;
  }

  /** A sum of four even numbers is nearly normal; this one has a deviation of 7. */
  private static int noisy(double light, Rng random) {
    double sum = -2;
    for (int i = 0; i < 4; i++) {
      sum += random.nextFloat();
    }
    return Math.clamp(Math.round(light + sum * 7 * Math.sqrt(3)), 0, 255);
  }

  /** A plain picture of one colour. */
  static BufferedImage plain(int width, int height, Color colour) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return picture;
  }

  /** The bytes of a file of that format. */
  static byte[] encoded(BufferedImage picture, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(picture, format, bytes)) {
        throw new IllegalArgumentException(format + " cannot hold this picture");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
