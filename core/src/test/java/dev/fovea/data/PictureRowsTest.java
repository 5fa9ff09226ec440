package dev.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureRowsTest {

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_BGR,
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_INT_ARGB_PRE,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_4BYTE_ABGR_PRE
      })
  void readsColours(int type) {
    BufferedImage picture = new BufferedImage(2, 2, type);
    picture.setRGB(1, 1, 0xff102030);

    float[] colours = new PictureRows(picture, 3, 255).all();

    assertThat(colours[3]).isEqualTo(0x10);
    assertThat(colours[7]).isEqualTo(0x20);
    assertThat(colours[11]).isEqualTo(0x30);
  }

  @Test
  void readsPalettes() {
    BufferedImage picture = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_INDEXED);
    picture.setRGB(1, 0, 0xffff3300);

    assertThat(new PictureRows(picture, 3, 255).all()).containsExactly(0, 255, 0, 51, 0, 0);
  }

  @Test
  void keepsTheNumbersOfGrayPictures() {
    BufferedImage bytes = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage shorts = new BufferedImage(256, 1, BufferedImage.TYPE_USHORT_GRAY);
    for (int i = 0; i < 256; i++) {
      bytes.getRaster().setSample(i, 0, 0, i);
      shorts.getRaster().setSample(i, 0, 0, i * 257);
    }

    float[] fromBytes = new PictureRows(bytes, 1, 255).all();
    float[] fromShorts = new PictureRows(shorts, 1, 255).all();

    for (int i = 0; i < 256; i++) {
      assertThat(fromBytes[i]).isEqualTo(i);
      assertThat(fromShorts[i]).isEqualTo(i);
    }
  }

  @Test
  void givesGrayToAColourNetworkThreeTimes() {
    BufferedImage picture = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setSample(0, 0, 0, 77);

    assertThat(new PictureRows(picture, 3, 255).all()).containsExactly(77, 77, 77);
  }

  @Test
  void makesGrayOfColoursByLuma() {
    BufferedImage picture = new BufferedImage(4, 1, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(0, 0, 0xff0000);
    picture.setRGB(1, 0, 0x00ff00);
    picture.setRGB(2, 0, 0x0000ff);
    picture.setRGB(3, 0, 0x858585);

    assertThat(new PictureRows(picture, 1, 255).all()).containsExactly(76, 150, 29, 0x85);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_4BYTE_ABGR_PRE
      })
  void laysTransparentPicturesOnTheGround(int type) {
    BufferedImage picture = new BufferedImage(3, 1, type);
    picture.setRGB(0, 0, 0x00000000);
    picture.setRGB(1, 0, 0x66000000);
    picture.setRGB(2, 0, 0xff646464);

    assertThat(new PictureRows(picture, 1, 255).all()).containsExactly(255, 153, 100);
    assertThat(new PictureRows(picture, 1, 0).all()).containsExactly(0, 0, 100);
  }

  @Test
  void laysTransparentGrayOnTheGround() {
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY),
            true,
            false,
            BufferedImage.TRANSLUCENT,
            DataBuffer.TYPE_BYTE);
    WritableRaster raster = model.createCompatibleWritableRaster(2, 1);
    raster.setPixels(0, 0, 2, 1, new int[] {0, 102, 100, 255});

    assertThat(new PictureRows(new BufferedImage(model, raster, false, null), 1, 255).all())
        .containsExactly(153, 100);
  }

  @Test
  void readsAPartOfALargerPicture() {
    BufferedImage picture = new BufferedImage(5, 4, BufferedImage.TYPE_3BYTE_BGR);
    picture.setRGB(3, 2, 0xffffff);

    float[] part = new PictureRows(picture.getSubimage(3, 1, 2, 2), 1, 255).all();

    assertThat(part).containsExactly(0, 0, 255, 0);
  }
}
