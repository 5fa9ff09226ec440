package dev.fovea.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.model.SafetensorsReader;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;

/** What a script in {@code src/test/golden} wrote: tensors of F32. */
record GoldenFile(Path file) {

  /** Of a name without its ending. */
  static GoldenFile of(String name) {
    try {
      return new GoldenFile(Path.of(GoldenFile.class.getResource(name + ".safetensors").toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All numbers of a tensor. */
  float[] numbers(String tensor) {
    try (SafetensorsReader reader = SafetensorsReader.open(file)) {
      return reader.floats(reader.tensor(tensor).orElseThrow());
    }
  }

  /** How many there are along a dimension of a tensor. */
  int size(String tensor, int dimension) {
    try (SafetensorsReader reader = SafetensorsReader.open(file)) {
      return Math.toIntExact(reader.tensor(tensor).orElseThrow().shape().get(dimension));
    }
  }

  /** The part of a tensor that belongs to an image. */
  float[] row(String tensor, int image) {
    float[] all = numbers(tensor);
    int length = all.length / size(tensor, 0);
    return Arrays.copyOfRange(all, image * length, (image + 1) * length);
  }

  /**
   * Compares numbers with expected ones.
   *
   * @param tolerance as part of the largest expected number
   */
  static void close(String what, float[] actual, float[] expected, double tolerance) {
    close(what, actual, expected, expected, tolerance);
  }

  /** The same as part of the largest number of {@code all}. */
  static void close(String what, float[] actual, float[] expected, float[] all, double tolerance) {
    double largest = 0;
    for (float number : all) {
      largest = Math.max(largest, Math.abs(number));
    }
    assertThat(actual).as(what).hasSameSizeAs(expected);
    assertThat(largest).as(what).isPositive();
    int worst = 0;
    for (int i = 1; i < expected.length; i++) {
      boolean worse = !(away(actual, expected, i) <= away(actual, expected, worst));
      worst = worse ? i : worst;
    }
    assertThat((double) actual[worst])
        .as("%s[%d]", what, worst)
        .isCloseTo(expected[worst], within(tolerance * largest));
  }

  private static double away(float[] actual, float[] expected, int i) {
    return Math.abs(actual[i] - (double) expected[i]);
  }
}
