package dev.fovea.report.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.inspect.Grid;
import dev.fovea.net.Shape;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pixels of images and grids, colour by colour. */
class RastersTest {

  private static int rgb(BufferedImage picture, int x, int y) {
    return picture.getRGB(x, y) & 0xFFFFFF;
  }

  private static BufferedImage plain(int width, int height, int rgb) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        picture.setRGB(x, y, rgb);
      }
    }
    return picture;
  }

  @Test
  void imagesOfOneChannelAreGrayOfThreeColouredOfOthersTheMean() {
    byte[] bytes = {0, 100, (byte) 200, (byte) 255, 10, 20};
    BufferedImage gray = Rasters.image(new Shape(1, 2, 3), bytes);
    assertThat(gray.getWidth()).isEqualTo(3);
    assertThat(gray.getHeight()).isEqualTo(2);
    assertThat(rgb(gray, 1, 0)).isEqualTo(0x646464);
    assertThat(rgb(gray, 2, 1)).isEqualTo(0x141414);
    BufferedImage coloured = Rasters.image(new Shape(3, 1, 2), bytes);
    assertThat(rgb(coloured, 0, 0)).isEqualTo(0x00C80A);
    assertThat(rgb(coloured, 1, 0)).isEqualTo(0x64FF14);
    BufferedImage mean = Rasters.image(new Shape(2, 1, 3), bytes);
    assertThat(rgb(mean, 0, 0)).isEqualTo(0x808080);
    assertThatThrownBy(() -> Rasters.image(new Shape(1, 2, 2), bytes))
        .hasMessageContaining("1 x 2 x 2 has not 6 bytes");
  }

  @Test
  void gridsAreStretchedFromBlackToWhite() {
    BufferedImage gray = Rasters.gray(new Grid(1, 3, new float[] {-2, 0, 2}));
    assertThat(rgb(gray, 0, 0)).isZero();
    assertThat(rgb(gray, 1, 0)).isEqualTo(0x808080);
    assertThat(rgb(gray, 2, 0)).isEqualTo(0xFFFFFF);
    assertThat(rgb(Rasters.gray(new Grid(1, 1, new float[] {7})), 0, 0)).isZero();
  }

  @Test
  void heatGrowsLighterFromZeroToTheLargest() {
    float[] values = {-5, 0, 1, 2, 3, 4};
    BufferedImage heat = Rasters.heat(new Grid(1, 6, values));
    assertThat(rgb(heat, 0, 0)).isEqualTo(rgb(heat, 1, 0)).isEqualTo(0x000004);
    assertThat(rgb(heat, 5, 0)).isEqualTo(0xFCFFA4);
    for (int x = 2; x < 6; x++) {
      assertThat(luma(rgb(heat, x, 0))).isGreaterThan(luma(rgb(heat, x - 1, 0)) + 20);
    }
    assertThat(rgb(Rasters.heat(new Grid(1, 1, new float[] {0})), 0, 0)).isEqualTo(0x000004);
    assertThat(rgb(Rasters.heat(new Grid(1, 1, new float[] {Float.NaN})), 0, 0))
        .isEqualTo(0x000004);
  }

  private static double luma(int rgb) {
    return 0.299 * (rgb >> 16) + 0.587 * (rgb >> 8 & 0xFF) + 0.114 * (rgb & 0xFF);
  }

  @Test
  void signedGridsAreBlueBelowAndOrangeAboveOnOneScale() {
    BufferedImage signed = Rasters.signed(new Grid(1, 5, new float[] {-9, -2, 0, 2, 9}), 4);
    assertThat(rgb(signed, 0, 0)).isEqualTo(0x1F4FA3);
    assertThat(rgb(signed, 1, 0)).isEqualTo(0x8DB2DE);
    assertThat(rgb(signed, 2, 0)).isEqualTo(0xF6F6F4);
    assertThat(rgb(signed, 3, 0)).isEqualTo(0xF5A778);
    assertThat(rgb(signed, 4, 0)).isEqualTo(0xB83A10);
    assertThat(rgb(Rasters.signed(new Grid(1, 1, new float[] {9}), 0), 0, 0)).isEqualTo(0xF6F6F4);
  }

  @Test
  void mapsLieOverADimmedImageOfItsSize() {
    byte[] white = new byte[16];
    Arrays.fill(white, (byte) 255);
    Grid corner = new Grid(2, 2, new float[] {1, 0, 0, -1});
    BufferedImage over = Rasters.overlay(new Shape(1, 4, 4), white, corner);
    assertThat(over.getWidth()).isEqualTo(4);
    assertThat(rgb(over, 3, 3)).isEqualTo(0x999999); // 255 x 0.6, nothing hot
    int hot = rgb(over, 0, 0);
    assertThat(hot >> 16).isGreaterThan(0xE0);
    assertThat(hot & 0xFF).isBetween(0x90, 0xB0);
    BufferedImage cold = Rasters.overlay(new Shape(1, 4, 4), white, new Grid(1, 1, new float[1]));
    assertThat(rgb(cold, 0, 0)).isEqualTo(0x999999);
  }

  @Test
  void picturesAreEnlargedBySquaresAndReducedByMeans() {
    BufferedImage two = plain(2, 1, 0x102030);
    two.setRGB(1, 0, 0x304050);
    BufferedImage large = Rasters.enlarged(two, 3);
    assertThat(large.getWidth()).isEqualTo(6);
    assertThat(large.getHeight()).isEqualTo(3);
    assertThat(rgb(large, 2, 2)).isEqualTo(0x102030);
    assertThat(rgb(large, 3, 0)).isEqualTo(0x304050);
    assertThat(Rasters.within(large, 6)).isSameAs(large);
    BufferedImage small = Rasters.within(large, 1);
    assertThat(small.getWidth()).isEqualTo(1);
    assertThat(small.getHeight()).isEqualTo(1);
    assertThat(rgb(small, 0, 0)).isEqualTo(0x203040);
    BufferedImage tall = Rasters.within(plain(10, 40, 0x010101), 20);
    assertThat(tall.getWidth()).isEqualTo(5);
    assertThat(tall.getHeight()).isEqualTo(20);
    assertThatThrownBy(() -> Rasters.enlarged(two, 0)).hasMessageContaining("not 0");
    assertThatThrownBy(() -> Rasters.within(two, 0)).hasMessageContaining("not 0");
  }

  @Test
  void sheetsHaveEqualCellsRowByRow() {
    List<BufferedImage> tiles =
        List.of(plain(4, 4, 0xFF0000), plain(2, 2, 0x00FF00), plain(4, 2, 1));
    BufferedImage sheet = Rasters.sheet(tiles, 2, 3, Color.WHITE);
    assertThat(sheet.getWidth()).isEqualTo(4 + 3 + 4);
    assertThat(sheet.getHeight()).isEqualTo(4 + 3 + 4);
    assertThat(rgb(sheet, 0, 0)).isEqualTo(0xFF0000);
    assertThat(rgb(sheet, 7, 0)).isEqualTo(0xFFFFFF); // around the small one in the middle
    assertThat(rgb(sheet, 8, 1)).isEqualTo(0x00FF00);
    assertThat(rgb(sheet, 0, 8)).isEqualTo(1);
    assertThat(rgb(sheet, 10, 10)).isEqualTo(0xFFFFFF); // no fourth
    BufferedImage one = Rasters.sheet(tiles.subList(0, 1), 5, 3, Color.WHITE);
    assertThat(one.getWidth()).isEqualTo(4);
    assertThatThrownBy(() -> Rasters.sheet(List.of(), 2, 3, Color.WHITE))
        .hasMessageContaining("0 pictures");
  }
}
