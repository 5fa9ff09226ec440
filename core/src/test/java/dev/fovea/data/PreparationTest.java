package dev.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreparationTest {

  @ParameterizedTest
  @EnumSource
  void isFoundByItsName(Preparation preparation) {
    assertThat(Preparation.of(preparation.id())).isSameAs(preparation);
  }

  @Test
  void hasTheNamesThatModelFilesHold() {
    assertThat(Preparation.values())
        .extracting(Preparation::id)
        .containsExactly("digit", "resize", "crop", "resize-bilinear", "crop-bilinear", "as-is");
    assertThatThrownBy(() -> Preparation.of("Digit"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "there is no preparation \"Digit\": use one of digit, resize, crop, resize-bilinear,"
                + " crop-bilinear, as-is");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4})
  void refusesChannelsThatNoPictureHas(int channels) {
    BufferedImage picture = Drawings.plain(2, 2, Color.RED);

    assertThatThrownBy(() -> Preparation.AS_IS.apply(picture, channels, 2, 2))
        .isInstanceOf(InputException.class)
        .hasMessage(
            ("a picture cannot become an input of %d channels:"
                    + " use a network with 1 (gray) or 3 (RGB)")
                .formatted(channels));
  }

  @Test
  void asIsGivesThePixelsThemselves() {
    BufferedImage picture = Drawings.plain(3, 2, Color.WHITE);
    picture.setRGB(2, 1, 0x102030);

    assertThat(Preparation.AS_IS.apply(picture, 3, 2, 3))
        .containsExactly(
            -1, -1, -1, -1, -1, 0x10, -1, -1, -1, -1, -1, 0x20, -1, -1, -1, -1, -1, 0x30);
    assertThat(Preparation.AS_IS.apply(picture, 1, 2, 3)).containsExactly(-1, -1, -1, -1, -1, 29);
  }

  @Test
  void asIsRefusesAnotherSize() {
    BufferedImage picture = Drawings.plain(30, 28, Color.WHITE);

    assertThatThrownBy(() -> Preparation.AS_IS.apply(picture, 1, 28, 28))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "the picture has 30 x 28 pixels, but taken as it is it must have 28 x 28:"
                + " resize it, or let it be prepared");
  }

  @Test
  void resizeKeepsProportionsAndPadsWithTheBordersColour() {
    BufferedImage wide = Drawings.plain(80, 40, new Color(10, 20, 30));
    wide.getSubimage(20, 10, 40, 20).getGraphics().fillRect(0, 0, 40, 20);

    byte[] bytes = Preparation.RESIZE.apply(wide, 3, 8, 8);

    for (int c = 0; c < 3; c++) {
      for (int y = 0; y < 8; y++) {
        for (int x = 0; x < 8; x++) {
          boolean white = y >= 3 && y < 5 && x >= 2 && x < 6;
          assertThat(bytes[(c * 8 + y) * 8 + x]).isEqualTo((byte) (white ? 255 : 10 * (c + 1)));
        }
      }
    }
  }

  @Test
  void resizeEnlargesATallPicture() {
    BufferedImage tall = Drawings.plain(1, 2, Color.BLACK);
    tall.setRGB(0, 1, 0xffffff);

    assertThat(Preparation.RESIZE.apply(tall, 1, 4, 4))
        .containsExactly(-1, 0, 0, -1, -1, 0, 0, -1, -1, -1, -1, -1, -1, -1, -1, -1);
  }

  @Test
  void resizeOfTheSameSizeChangesNothing() {
    BufferedImage picture = Drawings.exact(Mnist.test().image(0), BufferedImage.TYPE_BYTE_GRAY);

    assertThat(Preparation.RESIZE.apply(picture, 1, 28, 28)).isEqualTo(Mnist.test().image(0));
  }

  @Test
  void resizeTakesPicturesThatAreLinesOnly() {
    assertThat(Preparation.RESIZE.apply(Drawings.plain(5000, 1, Color.WHITE), 1, 28, 28))
        .containsOnly(-1);
    assertThat(Preparation.RESIZE.apply(Drawings.plain(1, 5000, Color.WHITE), 1, 28, 28))
        .containsOnly(-1);
  }
}
