package dev.fovea.sources.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** The pictures that {@code src/test/golden/pictures.py} has made, and small ones made here. */
final class Fixtures {

  private Fixtures() {}

  static byte[] bytes(String name) {
    try (InputStream in = Fixtures.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path copy(String name, Path folder) {
    return write(folder.resolve(name), bytes(name));
  }

  /** An RGB picture from Pillow, {@code [channel][row][column]}. */
  static byte[] expected(String name) {
    return planes(decoded(name));
  }

  static BufferedImage decoded(String name) {
    try {
      return ImageIO.read(new ByteArrayInputStream(bytes(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] planes(BufferedImage picture) {
    int height = picture.getHeight();
    int width = picture.getWidth();
    byte[] planes = new byte[3 * height * width];
    for (int i = 0; i < planes.length; i++) {
      int sample =
          picture.getRaster().getSample(i % width, i / width % height, i / (width * height));
      planes[i] = (byte) sample;
    }
    return planes;
  }

  /** The largest difference of two samples. */
  static int difference(byte[] one, byte[] other) {
    assertThat(one).hasSameSizeAs(other);
    int largest = 0;
    for (int i = 0; i < one.length; i++) {
      int apart = Byte.toUnsignedInt(one[i]) - Byte.toUnsignedInt(other[i]);
      largest = Math.max(largest, Math.abs(apart));
    }
    return largest;
  }

  /** The mean difference of two samples. */
  static double meanDifference(byte[] one, byte[] other) {
    long sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.abs(Byte.toUnsignedInt(one[i]) - Byte.toUnsignedInt(other[i]));
    }
    return (double) sum / one.length;
  }

  /** Writes a file and the folders above it. */
  static Path write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a PNG of one colour. */
  static Path png(Path file, int width, int height, int rgb) {
    return write(file, png(width, height, rgb));
  }

  static byte[] png(int width, int height, int rgb) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      picture.setRGB(i % width, i / width, rgb);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
