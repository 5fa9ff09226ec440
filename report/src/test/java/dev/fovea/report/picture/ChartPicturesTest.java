package dev.fovea.report.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.InputException;
import dev.fovea.inspect.Calibration;
import dev.fovea.inspect.ConfusionMatrix;
import dev.fovea.inspect.Embedding;
import dev.fovea.inspect.Matrix;
import dev.fovea.inspect.Predictions;
import dev.fovea.report.picture.GalleryPicture.Tile;
import dev.fovea.train.History;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Charts: that what is in the numbers is in the pixels. */
class ChartPicturesTest {

  private static final OptionalDouble NONE = OptionalDouble.empty();

  /** How many pixels have a colour, or one next to it. */
  private static long pixels(BufferedImage picture, int rgb) {
    return IntStream.range(0, picture.getWidth() * picture.getHeight())
        .map(i -> picture.getRGB(i % picture.getWidth(), i / picture.getWidth()) & 0xFFFFFF)
        .filter(found -> near(found, rgb))
        .count();
  }

  private static boolean near(int a, int b) {
    return Math.abs((a >> 16) - (b >> 16)) < 3
        && Math.abs((a >> 8 & 0xFF) - (b >> 8 & 0xFF)) < 3
        && Math.abs((a & 0xFF) - (b & 0xFF)) < 3;
  }

  private static int colour(int label) {
    return Palette.of(label).getRGB() & 0xFFFFFF;
  }

  private static History.Row row(int epoch, OptionalDouble test) {
    double loss = 1.0 / epoch;
    return new History.Row(epoch, loss, 1 - loss / 2, test, test, 1000, 1, NONE, NONE, 0.1);
  }

  @Test
  void curvesHaveALineForEachSetThatWasMeasured() {
    BufferedImage training =
        CurvesPicture.of(new History(List.of(row(1, NONE), row(2, NONE), row(3, NONE))));
    assertThat(training.getWidth()).isEqualTo(2240);
    assertThat(training.getHeight()).isEqualTo(840);
    assertThat(pixels(training, colour(0))).isGreaterThan(2000);
    assertThat(pixels(training, colour(4))).isZero();
    BufferedImage both =
        CurvesPicture.of(
            new History(List.of(row(1, OptionalDouble.of(0.5)), row(2, OptionalDouble.of(0.4)))));
    assertThat(pixels(both, colour(4))).isGreaterThan(2000);
    BufferedImage one = CurvesPicture.of(new History(List.of(row(1, NONE))));
    assertThat(pixels(one, colour(0))).isGreaterThan(50);
    assertThatThrownBy(() -> CurvesPicture.of(new History(List.of())))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no epoch");
  }

  /** Of three classes, all probabilities at 0.9 for the predicted one. */
  private static Predictions predictions(List<String> classes, int[] labels, int[] predicted) {
    int size = classes.size();
    float[] probabilities = new float[labels.length * size];
    for (int n = 0; n < labels.length; n++) {
      for (int c = 0; c < size; c++) {
        probabilities[n * size + c] = c == predicted[n] ? 0.9f : 0.1f / (size - 1);
      }
    }
    return new Predictions(classes, labels, predicted, new int[labels.length], probabilities);
  }

  @Test
  void confusionsAreOrangeOffTheDiagonalAndOnlyThere() {
    List<String> classes = List.of("ankle boot", "bag", "a name that is much too long to be shown");
    int[] labels = {0, 0, 1, 2};
    BufferedImage right =
        ConfusionPicture.of(ConfusionMatrix.of(predictions(classes, labels, labels)));
    assertThat(pixels(right, 0x1B5E9E)).isGreaterThan(10_000);
    assertThat(pixels(right, 0xB83A10)).isZero();
    BufferedImage wrong =
        ConfusionPicture.of(
            ConfusionMatrix.of(predictions(classes, labels, new int[] {0, 0, 1, 1})));
    // One whole class was taken for another: a cell of 54 points at double density, less its
    // number.
    assertThat(pixels(wrong, 0xB83A10)).isBetween(9_000L, 53L * 53 * 4);
  }

  @Test
  void manyClassesStillFit() {
    List<String> classes = IntStream.range(0, 345).mapToObj(i -> "class " + i).toList();
    int[] labels = IntStream.range(0, 345).toArray();
    BufferedImage picture =
        ConfusionPicture.of(ConfusionMatrix.of(predictions(classes, labels, labels)));
    assertThat(picture.getWidth()).isLessThan(2000);
    assertThat(pixels(picture, 0x1B5E9E)).isEqualTo(345L * 2 * 2 * 2 * 2);
  }

  @Test
  void pointsHaveTheColoursOfTheirClassesAndMistakesACross() {
    float[] places = {0, 0, 1, 1, 2, 0, 3, 1};
    Embedding plane =
        new Embedding("pixels", "PCA", new Matrix(4, 2, places), new int[] {0, 1, 0, 1});
    List<String> classes = List.of("a", "a");
    BufferedImage one = EmbeddingPicture.of(List.of(plane), classes, _ -> false);
    BufferedImage two = EmbeddingPicture.of(List.of(plane, plane), classes, _ -> false);
    assertThat(two.getWidth() - one.getWidth()).isEqualTo(1040);
    long black = pixels(one, 0);
    assertThat(pixels(EmbeddingPicture.of(List.of(plane), classes, n -> n == 2), 0))
        .isGreaterThan(black + 20);
  }

  @Test
  void calibrationIsDrawnWhereThereAreImages() {
    int[] labels = {0, 1, 0, 1};
    Predictions half = predictions(List.of("a", "b"), labels, new int[] {0, 1, 1, 0});
    BufferedImage picture = CalibrationPicture.of(Calibration.of(half));
    assertThat(picture.getWidth()).isEqualTo(2240);
    assertThat(pixels(picture, colour(0))).isGreaterThan(1000);
  }

  @Test
  void galleriesHaveRowsOfTiles() {
    BufferedImage red = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 16; i++) {
      red.setRGB(i % 4, i / 4, 0xFF0000);
    }
    Tile tile = new Tile(red, List.of("a name that cannot fit below so small a picture", "b"));
    BufferedImage picture = GalleryPicture.of("title", List.of(tile, tile, tile), 2, 50);
    assertThat(pixels(picture, 0xFF0000)).isEqualTo(3L * 100 * 100);
    assertThat(GalleryPicture.of("title", List.of(tile, tile), 2, 50).getHeight())
        .isLessThan(picture.getHeight());
  }
}
