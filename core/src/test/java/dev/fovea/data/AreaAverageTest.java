package dev.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AreaAverageTest {

  private static final Offset<Float> NEARLY = within(1e-4f);

  @Test
  void takesMeans() {
    Plane picture = new Plane(new float[] {0, 10, 20, 30, 40, 50, 60, 70}, 2, 4);

    assertThat(AreaAverage.resize(picture, 1, 2)).containsExactly(new float[] {25, 45}, NEARLY);
  }

  @Test
  void sharesPixelsThatAreCut() {
    Plane picture = new Plane(new float[] {30, 60, 90}, 1, 3);

    assertThat(AreaAverage.resize(picture, 1, 2)).containsExactly(new float[] {40, 80}, NEARLY);
  }

  @Test
  void enlarges() {
    Plane picture = new Plane(new float[] {0, 100}, 2, 1);

    assertThat(AreaAverage.resize(picture, 3, 2))
        .containsExactly(new float[] {0, 0, 50, 50, 100, 100}, NEARLY);
  }

  /** Against the definition, summed in the slowest way: over common fractions of pixels. */
  @ParameterizedTest
  @CsvSource({"7, 5, 3, 4", "4, 9, 7, 2", "1, 6, 5, 5", "13, 11, 13, 4"})
  void agreesWithTheDefinition(int rows, int columns, int height, int width) {
    Rng random = new Rng(5, 0);
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(256);
    }

    float[] result = AreaAverage.resize(new Plane(values, rows, columns), height, width);

    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double sum = 0;
        for (int v = y * rows; v < (y + 1) * rows; v++) {
          for (int u = x * columns; u < (x + 1) * columns; u++) {
            sum += values[v / height * columns + u / width];
          }
        }
        assertThat(result[y * width + x]).isCloseTo((float) (sum / (rows * columns)), NEARLY);
      }
    }
  }
}
