package dev.fovea.sources.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.sources.ReadOptions.Fit;
import dev.fovea.sources.ReadOptions.Interpolation;
import java.awt.image.BufferedImage;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against NumPy (area) and PyTorch (bilinear), see {@code src/test/golden/pictures.py}. */
class ReductionTest {

  @ParameterizedTest
  @CsvSource({
    "CROP, AREA, 10",
    "CROP, AREA, 37",
    "CROP, AREA, 50",
    "CROP, BILINEAR, 10",
    "CROP, BILINEAR, 37",
    "CROP, BILINEAR, 50",
    "PAD, AREA, 20",
    "PAD, BILINEAR, 20"
  })
  void reducesAsOthersDo(Fit fit, Interpolation scaling, int size) {
    BufferedImage picture = Fixtures.decoded("large.png");
    String name = "large-%s-%s-%d.png".formatted(fit, scaling, size).toLowerCase(Locale.ROOT);

    byte[] reduced = new Reduction(size, size, fit, scaling, 3).apply(picture);

    // One level, where the mean lies between two.
    assertThat(Fixtures.difference(reduced, Fixtures.expected(name))).isLessThanOrEqualTo(1);
  }
}
