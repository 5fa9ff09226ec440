package dev.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigitPreparationTest {

  private static final Dataset DIGITS = Mnist.test();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_4BYTE_ABGR
      })
  void aTestDigitWrittenAsPngComesBackByteForByte(int type) throws IOException {
    for (int i = 0; i < 200; i++) {
      byte[] digit = DIGITS.image(i);
      BufferedImage picture = Drawings.exact(digit, type);
      assertThat(digit(throughFile(picture, "png"))).isEqualTo(digit);
      assertThat(digit(throughFile(Drawings.inverted(exactRgb(digit)), "png"))).isEqualTo(digit);
    }
  }

  @Test
  void aTestDigitAsBlackInkOnTransparencyComesBackByteForByte() {
    byte[] digit = DIGITS.image(0);
    BufferedImage picture = new BufferedImage(28, 28, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < digit.length; i++) {
      picture.setRGB(i % 28, i / 28, Byte.toUnsignedInt(digit[i]) << 24);
    }

    assertThat(digit(picture)).isEqualTo(digit);
  }

  /**
   * The proof that prepared pictures are like MNIST's: its own digits, enlarged, shifted, inverted
   * and packed, come back as they were, but for the resampling and a pixel of rounding.
   */
  @ParameterizedTest
  @CsvSource({
    "500, 200, 300, 180, 15, 100, png", "500, 200, 300, 180, 15, 100, jpg",
    "500, 70, 60, 56, 5, 2, png", "50, 600, 600, 560, 30, 10, bmp"
  })
  void anEnlargedTestDigitComesBackNearlyAsItWas(
      int count, int width, int height, int side, int left, int top, String format)
      throws IOException {
    assertThat(
            compare(
                count,
                digit ->
                    throughFile(
                        Drawings.inverted(Drawings.enlarged(digit, width, height, side, left, top)),
                        format)))
        .satisfies(likeness -> assertThat(likeness.meanDifference()).isLessThan(7.5))
        .satisfies(likeness -> assertThat(likeness.meanShift()).isLessThan(0.35))
        .satisfies(likeness -> assertThat(likeness.recognised()).isGreaterThanOrEqualTo(0.99));
  }

  /** The same from a photograph: uneven light, pale ink, a colour cast, noise, JPEG. */
  @Test
  void aPhotographedTestDigitComesBackNearlyAsItWas() throws IOException {
    Rng random = new Rng(9, 0);
    assertThat(
            compare(
                200,
                digit ->
                    throughFile(
                        Drawings.photographed(
                            Drawings.enlarged(digit, 300, 240, 150, 110, 60), random),
                        "jpg")))
        .satisfies(likeness -> assertThat(likeness.meanDifference()).isLessThan(9.5))
        .satisfies(likeness -> assertThat(likeness.meanShift()).isLessThan(0.5))
        .satisfies(likeness -> assertThat(likeness.recognised()).isGreaterThanOrEqualTo(0.98));
  }

  @ParameterizedTest
  @CsvSource({
    "FFFFFF, 000000",
    "000000, FFFFFF",
    "FAF0AA, 1E28A0",
    "8C8C8C, FFFFFF",
    "6E6E6E, 1E1E1E",
    "E6E6E6, C3C3C3"
  })
  void aStrokeOfAnyColourFillsItsPlace(String ground, String ink) {
    BufferedImage picture = Drawings.plain(300, 200, new Color(Integer.parseInt(ground, 16)));
    draw(picture, new Color(Integer.parseInt(ink, 16)), 240, 20, 200, 100);

    byte[] field = digit(picture);

    int[] box = box(field);
    assertThat(box[3] - box[2] + 1).as("rows").isEqualTo(20);
    assertThat(box[1] - box[0] + 1).as("columns").isBetween(9, 12);
    assertThat(centre(field)[0]).isCloseTo(14, within(0.51));
    assertThat(centre(field)[1]).isCloseTo(14, within(0.51));
    assertThat(max(field)).isEqualTo(255);
    assertThat(field[0]).isZero();
  }

  @Test
  void whiteInkOnTransparencyIsSeen() {
    BufferedImage picture = new BufferedImage(100, 100, BufferedImage.TYPE_INT_ARGB);
    draw(picture, Color.WHITE, 20, 20, 60, 80);

    assertThat(max(digit(picture))).isEqualTo(255);
  }

  @Test
  void dirtIsLeftOut() {
    BufferedImage clean = Drawings.plain(200, 200, Color.WHITE);
    draw(clean, Color.BLACK, 60, 60, 100, 120);
    BufferedImage dirty = Drawings.plain(200, 200, Color.WHITE);
    draw(dirty, Color.BLACK, 60, 60, 100, 120);
    dirty.setRGB(190, 5, 0);
    dirty.setRGB(3, 180, 0);
    dirty.setRGB(4, 180, 0);

    assertThat(digit(dirty)).isEqualTo(digit(clean));
  }

  @Test
  void aColourNetworkGetsTheDigitThreeTimes() {
    byte[] digit = DIGITS.image(3);
    byte[] three = Preparation.DIGIT.apply(exactRgb(digit), 3, 28, 28);

    assertThat(three).hasSize(3 * 784).startsWith(digit).endsWith(digit);
  }

  @Test
  void otherFieldsAreFilledInProportion() {
    BufferedImage picture = Drawings.enlarged(DIGITS.image(0), 300, 300, 280, 10, 10);

    byte[] field = Preparation.DIGIT.apply(picture, 1, 56, 70);

    int top = 56;
    int bottom = 0;
    for (int i = 0; i < field.length; i++) {
      if (field[i] != 0) {
        top = Math.min(top, i / 70);
        bottom = Math.max(bottom, i / 70);
      }
    }
    assertThat(bottom - top + 1).isEqualTo(40);
  }

  @ParameterizedTest
  @CsvSource({"28, 28", "200, 300", "1, 1", "1, 500", "3000, 2"})
  void refusesAPictureThatShowsNothing(int width, int height) {
    assertShowsNothing(Drawings.plain(width, height, Color.WHITE));
    assertShowsNothing(Drawings.plain(width, height, new Color(90, 100, 80)));
    assertShowsNothing(new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB));
  }

  @Test
  void refusesEmptyPaperThatIsLitUnevenly() {
    Rng random = new Rng(4, 0);
    for (int i = 0; i < 20; i++) {
      assertShowsNothing(Drawings.photographed(Drawings.plain(120, 90, Color.BLACK), random));
    }
  }

  /** Any noise and any size give a field or the sentence, nothing else. */
  @Test
  void takesAnyPicture() {
    Rng random = new Rng(6, 0);
    for (int i = 0; i < 2000; i++) {
      BufferedImage picture =
          new BufferedImage(1 + random.nextInt(40), 1 + random.nextInt(40), 1 + random.nextInt(13));
      int dots = random.nextInt(60);
      for (int d = 0; d < dots; d++) {
        picture.setRGB(
            random.nextInt(picture.getWidth()),
            random.nextInt(picture.getHeight()),
            (int) random.nextLong());
      }
      try {
        assertThat(digit(picture)).hasSize(784);
      } catch (InputException e) {
        assertThat(e).hasMessageStartingWith("the picture shows nothing");
      }
    }
  }

  private interface Change {
    BufferedImage of(byte[] digit) throws IOException;
  }

  /**
   * How like their originals prepared digits are.
   *
   * @param meanDifference of a byte, in levels
   * @param meanShift of the centre of mass, in pixels
   * @param recognised the share that has the label of the original that is nearest of all
   */
  private record Likeness(double meanDifference, double meanShift, double recognised) {}

  private static Likeness compare(int count, Change change) throws IOException {
    double difference = 0;
    double shift = 0;
    int recognised = 0;
    byte[][] originals = new byte[count][];
    for (int i = 0; i < count; i++) {
      originals[i] = DIGITS.image(i * 20);
    }
    for (int i = 0; i < count; i++) {
      byte[] digit = originals[i];
      byte[] prepared = digit(change.of(digit));
      difference += distance(prepared, digit);
      shift +=
          Math.hypot(
              centre(prepared)[0] - centre(digit)[0], centre(prepared)[1] - centre(digit)[1]);
      int nearest = -1;
      double least = Double.MAX_VALUE;
      for (int j = 0; j < count; j++) {
        double distance = distance(prepared, originals[j]);
        if (distance < least) {
          least = distance;
          nearest = j;
        }
      }
      recognised += DIGITS.label(nearest * 20) == DIGITS.label(i * 20) ? 1 : 0;
    }
    return new Likeness(difference / count, shift / count, recognised / (double) count);
  }

  private static double distance(byte[] a, byte[] b) {
    int sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(Byte.toUnsignedInt(a[i]) - Byte.toUnsignedInt(b[i]));
    }
    return sum / (double) a.length;
  }

  /** Column and row. */
  private static double[] centre(byte[] field) {
    double sum = 0;
    double x = 0;
    double y = 0;
    for (int i = 0; i < field.length; i++) {
      int value = Byte.toUnsignedInt(field[i]);
      sum += value;
      x += value * (double) (i % 28);
      y += value * Math.floor(i / 28.0);
    }
    return new double[] {x / sum, y / sum};
  }

  /** First and last column, first and last row. */
  private static int[] box(byte[] field) {
    int[] box = {28, -1, 28, -1};
    for (int i = 0; i < field.length; i++) {
      if (field[i] != 0) {
        box[0] = Math.min(box[0], i % 28);
        box[1] = Math.max(box[1], i % 28);
        box[2] = Math.min(box[2], i / 28);
        box[3] = Math.max(box[3], i / 28);
      }
    }
    return box;
  }

  private static int max(byte[] field) {
    int max = 0;
    for (byte value : field) {
      max = Math.max(max, Byte.toUnsignedInt(value));
    }
    return max;
  }

  private static void draw(BufferedImage picture, Color ink, int x0, int y0, int x1, int y1) {
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(ink);
    graphics.setStroke(new BasicStroke(8));
    graphics.draw(new Line2D.Double(x0, y0, x1, y1));
    graphics.dispose();
  }

  private static BufferedImage exactRgb(byte[] digit) {
    return Drawings.exact(digit, BufferedImage.TYPE_INT_RGB);
  }

  private BufferedImage throughFile(BufferedImage picture, String format) throws IOException {
    Path file = folder.resolve("digit");
    return Pictures.read(Files.write(file, Drawings.encoded(picture, format)));
  }

  private static byte[] digit(BufferedImage picture) {
    return Preparation.DIGIT.apply(picture, 1, 28, 28);
  }

  private static void assertShowsNothing(BufferedImage picture) {
    assertThatThrownBy(() -> digit(picture))
        .isInstanceOf(InputException.class)
        .hasMessage("the picture shows nothing: give one whose drawing stands out from its ground");
  }
}
