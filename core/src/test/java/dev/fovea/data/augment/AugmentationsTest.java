package dev.fovea.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.data.InputException;
import dev.fovea.data.Rng;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AugmentationsTest {

  private static final Size SIZE = new Size(2, 13, 17);

  private static byte[] noise(Size size) {
    byte[] image = new byte[size.pixels()];
    new Random(1).nextBytes(image);
    return image;
  }

  private static byte[] apply(List<Augmentation> list, Outside outside, byte[] image, long seed) {
    return Augmentations.of(list, outside, SIZE.channels(), SIZE.height(), SIZE.width())
        .apply(image, new Rng(seed, 0));
  }

  static Stream<Augmentation> idle() {
    return Stream.of(
        new Shift(0),
        new Rotate(0),
        new Scale(1, 1),
        new Shear(0),
        new Flip(0, 0),
        new RandomCrop(0),
        new Elastic(0, 4),
        new Erase(0),
        new Brightness(0),
        new Contrast(0));
  }

  @ParameterizedTest
  @MethodSource("idle")
  void idleOnesGiveTheSameBytes(Augmentation augmentation) {
    for (Outside outside : Outside.values()) {
      byte[] image = noise(SIZE);
      assertThat(apply(List.of(augmentation), outside, image, 1)).isEqualTo(image);
    }
    assertThat(apply(idle().toList(), Outside.BLACK, noise(SIZE), 1)).isEqualTo(noise(SIZE));
    assertThat(apply(List.of(), Outside.BLACK, noise(SIZE), 1)).isEqualTo(noise(SIZE));
  }

  /** Pixel by pixel, by the definition. */
  private interface Place {
    int[] of(int row, int column);
  }

  private static void assertMoved(Size size, AffineMap map, Outside outside, Place place) {
    byte[] image = noise(size);
    byte[] moved = image.clone();
    new AffineWarp(List.of(), size, outside).apply(moved, 0, map);
    for (int i = 0; i < moved.length; i++) {
      int plane = i / (size.height() * size.width());
      int[] from = place.of(i / size.width() % size.height(), i % size.width());
      int row = Math.clamp(from[0], 0, size.height() - 1);
      int column = Math.clamp(from[1], 0, size.width() - 1);
      boolean inside = row == from[0] && column == from[1];
      byte nearest = image[(plane * size.height() + row) * size.width() + column];
      assertThat(moved[i]).isEqualTo(inside || outside == Outside.NEAREST ? nearest : 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shiftsByWholePixelsAreExact(Outside outside) {
    for (int right = -18; right <= 18; right++) {
      for (int down = -14; down <= 14; down++) {
        AffineMap map = new AffineMap();
        map.shift(right, down);
        int r = right;
        int d = down;
        assertMoved(SIZE, map, outside, (row, column) -> new int[] {row - d, column - r});
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void quarterTurnsOfASquareAreExact(Outside outside) {
    for (int side : new int[] {1, 2, 12, 13}) {
      Size size = new Size(2, side, side);
      int last = side - 1;
      AffineMap map = new AffineMap();
      map.rotate(90);
      assertMoved(size, map, outside, (row, column) -> new int[] {column, last - row});
      map.rotate(90);
      assertMoved(size, map, outside, (row, column) -> new int[] {last - row, last - column});
      map.rotate(-270);
      assertMoved(size, map, outside, (row, column) -> new int[] {last - column, row});
      map.rotate(90);
      map.flip(true, false);
      assertMoved(size, map, outside, (row, column) -> new int[] {row, last - column});
    }
  }

  @Test
  void affineOnesInARowInterpolateOnce() {
    byte[] image = noise(SIZE);
    AffineMap half = new AffineMap();
    half.shift(0.5, 0);
    half.rotate(33);
    half.rotate(-33);
    half.shift(0.5, 0);
    byte[] moved = image.clone();
    new AffineWarp(List.of(), SIZE, Outside.BLACK).apply(moved, 0, half);
    AffineMap whole = new AffineMap();
    whole.shift(1, 0);
    byte[] expected = image.clone();
    new AffineWarp(List.of(), SIZE, Outside.BLACK).apply(expected, 0, whole);
    assertThat(moved).isEqualTo(expected);
  }

  /** A plane stays a plane: its value at the place that each pixel comes from. */
  @Test
  void whatIsDoneBeforeAnElasticDistortionIsDoneByIt() {
    Size size = new Size(1, 40, 50);
    AffineMap map = new AffineMap();
    map.rotate(20);
    map.shift(1.7, -2.3);
    map.shear(8);
    map.scale(1.1);
    float[] right = new float[40 * 50];
    float[] down = new float[right.length];
    Random random = new Random(5);
    byte[] image = new byte[right.length];
    for (int i = 0; i < right.length; i++) {
      right[i] = 6 * random.nextFloat() - 3;
      down[i] = 6 * random.nextFloat() - 3;
      image[i] = (byte) plane(i % 50, i / 50);
    }
    new ElasticWarp(List.of(), new Elastic(1, 1), size, Outside.NEAREST)
        .apply(image, 0, map, right, down);
    int seen = 0;
    for (int i = 0; i < right.length; i++) {
      double column = i % 50 + right[i] - 24.5;
      double row = i / 50 + down[i] - 19.5;
      double x = map.xx * column + map.xy * row + map.x + 24.5;
      double y = map.yx * column + map.yy * row + map.y + 19.5;
      if (x >= 0 && x <= 49 && y >= 0 && y <= 39) {
        assertThat((double) (image[i] & 0xff)).isCloseTo(plane(x, y), within(0.6));
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(1200);
  }

  private static double plane(double x, double y) {
    return 10 + 3 * x + 2 * y;
  }

  /** What comes before is drawn before, and no byte is interpolated twice. */
  @Test
  void shiftsByWholePixelsAndElasticOnesOfNothingAreExact() {
    List<Augmentation> both = List.of(new RandomCrop(3), new Elastic(0, 4));
    for (int seed = 0; seed < 50; seed++) {
      byte[] moved = apply(List.of(new RandomCrop(3)), Outside.BLACK, noise(SIZE), seed);
      assertThat(apply(both, Outside.BLACK, noise(SIZE), seed)).isEqualTo(moved);
    }
  }

  /** With a black frame it does not matter what is outside, nor which part is looked at. */
  @Test
  void theBoxOfInkHoldsAllInk() {
    Random random = new Random(3);
    for (int i = 0; i < 3000; i++) {
      Size size = new Size(1 + i % 2, 3 + random.nextInt(15), 3 + random.nextInt(25));
      byte[] black = new byte[size.pixels()];
      for (int dot = random.nextInt(4); dot > 0; dot--) {
        int row = 1 + random.nextInt(size.height() - 2);
        int column = 1 + random.nextInt(size.width() - 2);
        int channel = random.nextInt(size.channels());
        black[(channel * size.height() + row) * size.width() + column] = (byte) 255;
      }
      byte[] nearest = black.clone();
      List<Affine> list = List.of(new Shift(2), new Rotate(180), new Scale(0.5, 2), new Shear(30));
      new AffineWarp(list, size, Outside.BLACK).apply(black, 0, new Rng(4, i));
      new AffineWarp(list, size, Outside.NEAREST).apply(nearest, 0, new Rng(4, i));
      assertThat(black).isEqualTo(nearest);
    }
  }

  /** A black image stays black, whatever is done to it and however far it is moved. */
  @Test
  void extremesStayInBounds() {
    List<Augmentation> wild =
        List.of(
            new Scale(0.1, 10),
            new Scale(0.1, 0.1),
            new Scale(0.1, 10),
            new Scale(0.1, 0.1),
            new Scale(0.1, 0.1),
            new Shear(60),
            new Shear(60),
            new Shift(12),
            new Rotate(180),
            new Elastic(10_000, 0.1),
            new Elastic(10_000, 100),
            new Flip(1, 1),
            new RandomCrop(12));
    for (int seed = 0; seed < 300; seed++) {
      byte[] white = new byte[SIZE.pixels()];
      Arrays.fill(white, (byte) 255);
      assertThat(apply(wild, Outside.NEAREST, white, seed)).isEqualTo(white);
      assertThat(apply(wild, Outside.BLACK, new byte[white.length], seed)).containsOnly(0);
      apply(wild, Outside.BLACK, noise(SIZE), seed);
    }
  }

  @Test
  void changesTheImageAtItsPlaceAlone() {
    byte[] pixels = new byte[3 * SIZE.pixels()];
    new Random(2).nextBytes(pixels);
    byte[] before = pixels.clone();
    byte[] image = Arrays.copyOfRange(pixels, SIZE.pixels(), 2 * SIZE.pixels());
    Augmentations all = Augmentations.of(idleButBusy(), Outside.NEAREST, 2, 13, 17);
    Augmentations.Run run = all.new Run();
    byte[] into = new byte[2 * SIZE.pixels() + 5];
    run.apply(pixels, SIZE.pixels(), new Rng(3, 0), into, 5);
    assertThat(pixels).isEqualTo(before);
    assertThat(Arrays.copyOfRange(into, 5, 5 + SIZE.pixels()))
        .isEqualTo(all.apply(image, new Rng(3, 0)))
        .isNotEqualTo(image);
    assertThat(Arrays.copyOf(into, 5)).containsOnly(0);
    assertThat(Arrays.copyOfRange(into, 5 + SIZE.pixels(), into.length)).containsOnly(0);
    // What was done to one image leaves nothing behind for the next.
    run.apply(pixels, 0, new Rng(4, 0), into, 0);
    run.apply(pixels, SIZE.pixels(), new Rng(3, 0), into, 0);
    assertThat(Arrays.copyOf(into, SIZE.pixels())).isEqualTo(all.apply(image, new Rng(3, 0)));
  }

  private static List<Augmentation> idleButBusy() {
    return List.of(
        new Shift(2),
        new Rotate(10),
        new Elastic(5, 2),
        new Erase(1),
        new Brightness(0.2),
        new Contrast(0.2));
  }

  @Test
  void refusesWhatIsOutOfRange() {
    refuses(() -> new Shift(-1), "Shift: pixels must be from 0 to 32768, not -1");
    refuses(() -> new Rotate(Double.NaN), "Rotate: degrees must be from 0 to 180, not NaN");
    refuses(() -> new Scale(0, 1), "Scale: min must be from 0.1 to 10, not 0");
    refuses(() -> new Scale(1.5, 1), "Scale: min must be at most max, not 1.5 with a max of 1.0");
    refuses(() -> new Shear(61), "Shear: degrees must be from 0 to 60, not 61");
    refuses(() -> new Flip(1.1, 0), "Flip: horizontal must be from 0 to 1, not 1.1");
    refuses(() -> new Flip(0, -0.1), "Flip: vertical must be from 0 to 1, not -0.1");
    refuses(() -> new RandomCrop(-1), "RandomCrop: padding must be from 0 to 32768, not -1");
    refuses(() -> new Elastic(-1, 4), "Elastic: alpha must be from 0 to 10000, not -1");
    refuses(() -> new Elastic(1, 0), "Elastic: sigma must be from 0.1 to 100, not 0");
    refuses(() -> new Erase(2), "Erase: probability must be from 0 to 1, not 2");
    refuses(
        () -> new Erase(1, 0.5, 0.25),
        "Erase: minArea must be at most maxArea, not 0.5 with a maxArea of 0.25");
    refuses(() -> new Brightness(2), "Brightness: range must be from 0 to 1, not 2");
    refuses(() -> new Contrast(-1), "Contrast: range must be from 0 to 1, not -1");
    refuses(
        () -> apply(List.of(new Shift(13)), Outside.BLACK, noise(SIZE), 1),
        "Shift[pixels=13.0] could move images of 13 x 17 out of sight: choose less than 13");
    refuses(
        () -> Augmentations.of(List.of(), Outside.BLACK, 1, 1, 32_769),
        "images of 1 x 1 x 32769 are too large to be augmented: make them at most 32768 wide and"
            + " high");
    refuses(
        () -> apply(List.of(), Outside.BLACK, new byte[3], 1),
        "an image of 2 x 13 x 17 has 442 bytes, not 3");
  }

  private static void refuses(Runnable what, String message) {
    assertThatThrownBy(what::run).isInstanceOf(InputException.class).hasMessage(message);
  }
}
