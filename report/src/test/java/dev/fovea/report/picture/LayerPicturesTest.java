package dev.fovea.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.inspect.FeatureMaps;
import dev.fovea.inspect.Filters;
import dev.fovea.inspect.Grid;
import dev.fovea.net.Shape;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Filters and feature maps: where each is, and in which colour. */
class LayerPicturesTest {

  private static final int MARGIN = 8;
  private static final int GAP = 4;

  private static int rgb(BufferedImage picture, int x, int y) {
    return picture.getRGB(x, y) & 0xFFFFFF;
  }

  @Test
  void kernelsOfGrayImagesShareOneScale() {
    Filters filters = new Filters("conv1", 2, 1, 1, 2, new float[] {4, -4, 2, 0});
    BufferedImage picture = LayerPictures.filters(filters, 64, 16);
    int kernel = 48;
    assertThat(picture.getWidth()).isEqualTo(2 * kernel + GAP + 2 * MARGIN);
    assertThat(rgb(picture, MARGIN, MARGIN)).isEqualTo(0xB83A10);
    assertThat(rgb(picture, MARGIN + kernel - 1, MARGIN)).isEqualTo(0x1F4FA3);
    assertThat(rgb(picture, MARGIN + kernel + GAP, MARGIN)).isEqualTo(0xF5A778);
    assertThat(rgb(picture, 0, 0)).isEqualTo(0x808080);
    assertThat(LayerPictures.filters(filters, 1, 16).getWidth()).isEqualTo(kernel + 2 * MARGIN);
  }

  @Test
  void kernelsOfColoursAreColouredAndOfManyChannelsInRows() {
    float[] weights = {1, 0, -1};
    BufferedImage coloured = LayerPictures.filters(new Filters("c", 1, 3, 1, 1, weights), 9, 9);
    assertThat(rgb(coloured, MARGIN, MARGIN)).isEqualTo(0xFF8000);
    BufferedImage rows = LayerPictures.filters(new Filters("c", 2, 5, 1, 1, new float[10]), 9, 4);
    assertThat(rows.getWidth()).isEqualTo(4 * 48 + 3 * GAP + 2 * MARGIN);
    assertThat(rows.getHeight()).isEqualTo(2 * 48 + GAP + 2 * MARGIN);
  }

  @Test
  void mapsStandBesideTheImage() {
    Grid map = new Grid(1, 2, new float[] {0, 5});
    FeatureMaps maps = new FeatureMaps("conv1", new Shape(2, 1, 2), List.of(map, map));
    BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
    BufferedImage picture = LayerPictures.maps(image, maps, 64);
    assertThat(picture.getWidth()).isEqualTo(320 + 4 * MARGIN + 2 * 80 + GAP);
    int middle = picture.getHeight() / 2;
    assertThat(rgb(picture, MARGIN, middle)).isZero();
    assertThat(rgb(picture, MARGIN + 320 + 2 * MARGIN + 79, middle)).isEqualTo(0xFCFFA4);
    FeatureMaps vector =
        new FeatureMaps("d", new Shape(3, 1, 1), List.of(new Grid(1, 3, new float[] {1, 2, 3})));
    assertThat(LayerPictures.maps(image, vector, 64).getWidth()).isEqualTo(2 * 320 + 4 * MARGIN);
  }
}
