package dev.fovea.report.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Colours of classes: told apart, seen on both grounds, and never used up. */
class PaletteTest {

  private static final Color LIGHT = Color.WHITE;
  private static final Color DARK = new Color(0x14171A);

  @Test
  void eachClassHasAColourOfItsOwn() {
    Set<String> colours = new HashSet<>();
    for (int label = 0; label < 345; label++) {
      assertThat(Palette.hex(label)).matches("#[0-9a-f]{6}");
      colours.add(Palette.hex(label));
    }
    assertThat(colours).hasSize(345);
    assertThat(Palette.hex(0)).isEqualTo("#3f90da");
    assertThat(Palette.size()).isEqualTo(10);
    assertThatThrownBy(() -> Palette.of(-1)).hasMessageContaining("not -1");
  }

  @Test
  void allAreSeenOnLightAndDark() {
    for (int label = 0; label < 345; label++) {
      assertThat(contrast(Palette.of(label), LIGHT)).as("%d on light", label).isGreaterThan(1.4);
      assertThat(contrast(Palette.of(label), DARK)).as("%d on dark", label).isGreaterThan(1.9);
    }
  }

  /** For eyes that take red and green for the same (Machado et al. 2009, deuteranopia). */
  @Test
  void theFirstTenAreToldApartWithoutGreenCones() {
    for (int a = 0; a < Palette.size(); a++) {
      for (int b = 0; b < a; b++) {
        double[] first = withoutGreen(Palette.of(a));
        double[] second = withoutGreen(Palette.of(b));
        double apart = 0;
        for (int c = 0; c < 3; c++) {
          apart += Math.abs(first[c] - second[c]);
        }
        assertThat(apart).as("%d and %d", a, b).isGreaterThan(0.05);
      }
    }
  }

  private static double[] withoutGreen(Color colour) {
    double r = linear(colour.getRed());
    double g = linear(colour.getGreen());
    double b = linear(colour.getBlue());
    return new double[] {
      0.367322 * r + 0.860646 * g - 0.227968 * b,
      0.280085 * r + 0.672501 * g + 0.047413 * b,
      -0.011820 * r + 0.042940 * g + 0.968881 * b
    };
  }

  /** As the W3C defines it for text. */
  private static double contrast(Color a, Color b) {
    double lighter = Math.max(luminance(a), luminance(b));
    double darker = Math.min(luminance(a), luminance(b));
    return (lighter + 0.05) / (darker + 0.05);
  }

  private static double luminance(Color colour) {
    return 0.2126 * linear(colour.getRed())
        + 0.7152 * linear(colour.getGreen())
        + 0.0722 * linear(colour.getBlue());
  }

  private static double linear(int level) {
    double share = level / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
