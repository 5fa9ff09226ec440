package dev.fovea.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.data.Rng;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What is drawn has the range and the distribution that the augmentations promise. */
class DrawsTest {

  private static final int DRAWS = 20_000;

  /** Kolmogorov's statistic stays below 1.95 / sqrt(n) but once in a thousand sequences. */
  private static void assertUniform(
      Affine augmentation, ToDoubleFunction<AffineMap> drawn, double from, double to) {
    double[] found = new double[DRAWS];
    AffineMap map = new AffineMap();
    Rng random = new Rng(5, 0);
    for (int i = 0; i < DRAWS; i++) {
      random.restart(5, i);
      map.reset();
      map.add(augmentation, random);
      found[i] = (drawn.applyAsDouble(map) - from) / (to - from);
    }
    Arrays.sort(found);
    for (int i = 0; i < DRAWS; i++) {
      assertThat(found[i]).isBetween(0.0, 1.0);
      assertThat(Math.abs(found[i] - (i + 0.5) / DRAWS)).isLessThan(1.95 / Math.sqrt(DRAWS));
    }
  }

  @Test
  void affineOnesAreUniform() {
    assertUniform(new Shift(3), map -> -map.x, -3, 3);
    assertUniform(new Shift(3), map -> -map.y, -3, 3);
    assertUniform(new Rotate(40), m -> Math.toDegrees(Math.atan2(m.yx, m.xx)), -40, 40);
    assertUniform(new Scale(0.5, 3), map -> 1 / map.xx, 0.5, 3);
    assertUniform(new Shear(50), map -> Math.toDegrees(Math.atan(map.xy)), -50, 50);
  }

  @Test
  void flipsAndCropsAreAsLikelyAsTheyShould() {
    AffineMap map = new AffineMap();
    int horizontal = 0;
    int vertical = 0;
    int[][] places = new int[5][5];
    Rng random = new Rng(6, 0);
    for (int i = 0; i < DRAWS; i++) {
      map.reset();
      map.add(new Flip(0.25, 0.7), random);
      horizontal += map.xx < 0 ? 1 : 0;
      vertical += map.yy < 0 ? 1 : 0;
      map.reset();
      map.add(new RandomCrop(2), random);
      places[(int) map.x + 2][(int) map.y + 2]++;
    }
    // Five deviations.
    assertThat(horizontal).isBetween(5_000 - 310, 5_000 + 310);
    assertThat(vertical).isBetween(14_000 - 325, 14_000 + 325);
    for (int[] row : places) {
      for (int count : row) {
        assertThat(count).isBetween(800 - 140, 800 + 140);
      }
    }
  }

  @Test
  void erasedRectanglesHaveAnAreaInTheirRange() {
    Eraser eraser = new Eraser(new Erase(0.6, 0.1, 0.3), new Size(1, 40, 50));
    int[] hits = new int[2000];
    int erased = 0;
    double area = 0;
    byte[] image = new byte[2000];
    Rng random = new Rng(7, 0);
    for (int i = 0; i < DRAWS / 4; i++) {
      Arrays.fill(image, (byte) 1);
      eraser.apply(image, 0, random);
      int black = 0;
      for (int p = 0; p < 2000; p++) {
        black += 1 - image[p];
        hits[p] += 1 - image[p];
      }
      if (black > 0) {
        erased++;
        area += black / 2000.0;
        // The sides are rounded to whole pixels.
        assertThat(black / 2000.0).isBetween(0.085, 0.32);
      }
    }
    assertThat((double) erased / (DRAWS / 4)).isEqualTo(0.6, within(0.035));
    // A little less than 0.2: large and long ones do not fit.
    assertThat(area / erased).isBetween(0.185, 0.205);
    // Places mirror each other.
    assertThat((double) hits[0] / hits[1999]).isBetween(0.6, 1.7);
    assertThat((double) hits[20 * 50 + 10] / hits[20 * 50 + 39]).isBetween(0.9, 1.1);
  }

  @Test
  void tonesAreUniformInTheirRange() {
    double sum = 0;
    int least = 255;
    int most = 0;
    Augmentations.Run run =
        Augmentations.of(List.of(new Brightness(0.5)), Outside.BLACK, 1, 1, 1).new Run();
    byte[] into = new byte[1];
    Rng random = new Rng(8, 0);
    for (int i = 0; i < DRAWS; i++) {
      run.apply(new byte[] {100}, 0, random, into, 0);
      int level = into[0] & 0xff;
      sum += level;
      least = Math.min(least, level);
      most = Math.max(most, level);
    }
    assertThat(sum / DRAWS).isEqualTo(100, within(1.0));
    assertThat(least).isEqualTo(50);
    assertThat(most).isEqualTo(150);
  }
}
