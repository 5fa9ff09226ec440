package dev.fovea.report.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.Dataset;
import dev.fovea.data.Mnist;
import dev.fovea.inspect.Grid;
import dev.fovea.net.Shape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Pictures as bytes, read again; and many small ones in one. */
class EncodedTest {

  /** Offset of the kind of colour in a PNG: 0 gray, 2 red, green and blue, 3 a palette. */
  private static final int COLOUR_TYPE = 25;

  private static BufferedImage read(byte[] bytes) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }

  private static byte[] decoded(String uri, String type) {
    assertThat(uri).startsWith("data:" + type + ";base64,");
    return Base64.getDecoder().decode(uri.substring(uri.indexOf(',') + 1));
  }

  /** The levels as the file has them: {@code getRGB} would change those of a gray picture. */
  private static int level(BufferedImage picture, int x, int y, int band) {
    return picture.getRaster().getSample(x, y, band);
  }

  @Test
  void grayPicturesAreGrayFilesOfTheSameLevels() throws IOException {
    Dataset digits = Mnist.test();
    byte[] image = digits.image(0);
    byte[] png = Encoded.png(Rasters.image(new Shape(1, 28, 28), image));
    assertThat(png[COLOUR_TYPE]).isZero();
    BufferedImage read = read(png);
    for (int i = 0; i < image.length; i++) {
      assertThat(level(read, i % 28, i / 28, 0)).isEqualTo(image[i] & 0xFF);
    }
    assertThat(Encoded.png(Rasters.image(new Shape(1, 28, 28), image))).isEqualTo(png);
  }

  @Test
  void fewColoursAreAPaletteAndManyAreNot() throws IOException {
    BufferedImage heat = Rasters.heat(new Grid(1, 4, new float[] {0, 1, 2, 3}));
    byte[] few = Encoded.png(heat);
    assertThat(few[COLOUR_TYPE]).isEqualTo((byte) 3);
    for (int x = 0; x < 4; x++) {
      assertThat(read(few).getRGB(x, 0)).isEqualTo(heat.getRGB(x, 0));
    }
    byte[] noise = new byte[3 * 40 * 40];
    new Random(1).nextBytes(noise);
    BufferedImage coloured = Rasters.image(new Shape(3, 40, 40), noise);
    byte[] many = Encoded.png(coloured);
    assertThat(many[COLOUR_TYPE]).isEqualTo((byte) 2);
    assertThat(read(many).getRGB(39, 39)).isEqualTo(coloured.getRGB(39, 39));
  }

  @Test
  void exactly256ColoursFitAPalette() throws IOException {
    for (int colours : List.of(256, 257)) {
      BufferedImage picture = new BufferedImage(colours, 1, BufferedImage.TYPE_INT_RGB);
      for (int x = 0; x < colours; x++) {
        picture.setRGB(x, 0, 0x010000 + x);
      }
      byte[] png = Encoded.png(picture);
      assertThat(png[COLOUR_TYPE]).isEqualTo((byte) (colours == 256 ? 3 : 2));
      assertThat(read(png).getRGB(colours - 1, 0) & 0xFFFFFF).isEqualTo(0x010000 + colours - 1);
    }
  }

  @Test
  void jpegsAreSmallerAtLowerQuality() throws IOException {
    byte[] noise = new byte[3 * 40 * 40];
    new Random(1).nextBytes(noise);
    BufferedImage coloured = Rasters.image(new Shape(3, 40, 40), noise);
    byte[] low = Encoded.jpeg(coloured, 0.2);
    assertThat(low.length).isLessThan(Encoded.jpeg(coloured, 0.9).length);
    assertThat(read(low).getWidth()).isEqualTo(40);
    assertThatThrownBy(() -> Encoded.jpeg(coloured, 1.5)).hasMessageContaining("from 0 to 1");
  }

  @Test
  void spritesHoldEachImageInItsCell() throws IOException {
    Dataset digits = Mnist.test().slice(0, 10);
    Sprite sprite = Sprite.of(digits, 28);
    assertThat(sprite.count()).isEqualTo(10);
    assertThat(sprite.columns()).isEqualTo(4);
    assertThat(sprite.cell()).isEqualTo(28);
    BufferedImage all = read(decoded(sprite.dataUri(), "image/png"));
    assertThat(all.getWidth()).isEqualTo(4 * 28);
    assertThat(all.getHeight()).isEqualTo(3 * 28);
    byte[] seventh = digits.image(6);
    for (int i = 0; i < seventh.length; i++) {
      assertThat(level(all, 2 * 28 + i % 28, 28 + i / 28, 0)).isEqualTo(seventh[i] & 0xFF);
    }
    assertThat(Sprite.of(digits, 14).cell()).isEqualTo(14);
    assertThatThrownBy(() -> Sprite.of(digits.slice(0, 0), 28)).hasMessageContaining("no images");
  }

  @Test
  void spritesOfColoursAreJpegsWithSquareCells() throws IOException {
    byte[] pixels = new byte[2 * 3 * 10 * 40];
    Arrays.fill(pixels, (byte) 200);
    Dataset wide = new Dataset("wide", 3, 10, 40, pixels, new int[2], List.of("a"));
    Sprite sprite = Sprite.of(wide, 20);
    assertThat(sprite.cell()).isEqualTo(20);
    BufferedImage all = read(decoded(sprite.dataUri(), "image/jpeg"));
    assertThat(all.getWidth()).isEqualTo(40);
    assertThat(level(all, 10, 10, 0)).isBetween(190, 210);
    assertThat(level(all, 10, 1, 0)).isLessThan(20); // above the image
  }
}
