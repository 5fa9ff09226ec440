package dev.fovea.sources.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.data.Dataset;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Text on a sheet, on machines that have a font: what it says, and that it stays in its box. */
class LetteringTest {

  @Test
  void controlCharactersAreQuestionMarks() {
    assertThat(pixels("a\nb\u202E")).isEqualTo(pixels("a?b?"));
    assertThat(pixels("a\nb\u202E")).isNotEqualTo(pixels("ab"));
  }

  @Test
  void htmlIsText() {
    assertThat(pixels("<html><b>x")).isNotEqualTo(pixels("x"));
    assertThat(pixels("<b>x</b>")).isNotEqualTo(pixels("<i>x</i>"));
  }

  /**
   * Marks piled on a letter, letters that hang low, and no break: all to the left of the images.
   */
  @Test
  void namesStayInTheirBox() {
    List<String> names =
        List.of(
            "x", "Z\u0300\u0301\u0302\u0303".repeat(3), "gjpqy|" + "W".repeat(500), "ﷺ".repeat(50));
    for (String name : names) {
      BufferedImage picture = sheet(name);
      // Longer names get a wider column: the image tells where it ends.
      int end = picture.getWidth() - 8 - 12 * 64 + 4;
      for (int y = 0; y < picture.getHeight(); y++) {
        boolean beside = y >= 60 && y < 120;
        for (int x = 0; x < end; x++) {
          boolean title = x >= 8 && y >= 8 && y < 60;
          boolean inside = title || x >= 8 && x < end - 8 && beside;
          boolean frame = x == end - 1 && y >= 59 && y <= 120;
          boolean white = (picture.getRGB(x, y) & 0xFFFFFF) == 0xFFFFFF;
          assertThat(inside || frame || white).as("%s at %d, %d", name, x, y).isTrue();
        }
      }
    }
  }

  @Test
  void namesAndCountsAreThere() {
    BufferedImage picture = sheet("name");
    long ink =
        IntStream.range(0, 60 * 104)
            .filter(i -> (picture.getRGB(8 + i % 104, 60 + i / 104) & 0xFF) < 0x80)
            .count();
    assertThat(ink).isBetween(100L, 1500L);
  }

  private static int[] pixels(String name) {
    BufferedImage picture = sheet(name);
    return picture.getRGB(0, 0, 120, picture.getHeight(), null, 0, 120);
  }

  private static BufferedImage sheet(String name) {
    Dataset data = new Dataset("d", 1, 1, 1, new byte[1], new int[1], List.of(name));
    Sheet sheet = Sheet.of(data, SheetOptions.PLAIN);
    assumeTrue(sheet.remarks().isEmpty(), () -> "skipped: " + sheet.remarks());
    return sheet.picture();
  }
}
