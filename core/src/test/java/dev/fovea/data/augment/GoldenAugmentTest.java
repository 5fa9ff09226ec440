package dev.fovea.data.augment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.engine.GoldenFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What PyTorch and numpy make of the same images by the same maps: see golden/augment.py. */
class GoldenAugmentTest {

  private static final GoldenFile GOLDEN = GoldenFile.read("augment");
  private static final int MAPS = 13;

  /**
   * Half a level of rounding, and up to half a level for each axis, whose coordinates are rounded
   * to 1/256 of a pixel: the images are noise, whose neighbours differ by up to 255.
   */
  private static final double MOST = 1.5;

  /** Rounding alone gives 0.25, a little more or less where there are few pixels. */
  private static final double MEAN = 0.36;

  @ParameterizedTest
  @EnumSource
  void affineMaps(Outside outside) {
    for (int n = 0; n < MAPS; n++) {
      String name = "map" + n;
      double[] shape = numbers(name, "shape");
      Size size = new Size((int) shape[0], (int) shape[1], (int) shape[2]);
      AffineMap map = new AffineMap();
      map.shift(numbers(name, "shift")[0], numbers(name, "shift")[1]);
      map.rotate(numbers(name, "rotate")[0]);
      map.scale(numbers(name, "scale")[0]);
      map.shear(numbers(name, "shear")[0]);
      map.flip(numbers(name, "flip")[0] == 1, numbers(name, "flip")[1] == 1);
      byte[] image = bytes(name + ".input");
      new AffineWarp(List.of(), size, outside).apply(image, 0, map);
      assertNear(image, expected(name, outside), name);
    }
  }

  @ParameterizedTest
  @EnumSource
  void elasticDistortion(Outside outside) {
    double[] shape = numbers("elastic", "shape");
    int height = (int) shape[0];
    int width = (int) shape[1];
    Elastic elastic = new Elastic(shape[2], shape[3]);
    ElasticWarp warp = new ElasticWarp(List.of(), elastic, new Size(1, height, width), outside);
    float[] noise = GOLDEN.floats("elastic.noise");
    float[] right = byColumns(noise, 0, height, width);
    float[] down = byColumns(noise, height * width, height, width);
    warp.smooth(right);
    warp.smooth(down);
    for (int i = 0; i < right.length; i++) {
      assertThat(Math.abs(right[i] - numbers("elastic", "right")[i])).isLessThan(1e-5);
      assertThat(Math.abs(down[i] - numbers("elastic", "down")[i])).isLessThan(1e-5);
    }
    byte[] image = bytes("elastic.input");
    warp.apply(image, 0, new AffineMap(), right, down);
    assertNear(image, expected("elastic", outside), "elastic");
  }

  private static float[] byColumns(float[] noise, int at, int height, int width) {
    float[] field = new float[height * width];
    for (int i = 0; i < field.length; i++) {
      field[i] = noise[at + i % height * width + i / height];
    }
    return field;
  }

  @Test
  void brightnessAndContrast() {
    Size size = new Size(3, 5, 7);
    double[] factors = {0.6, 1.3};
    for (int n = 0; n < factors.length; n++) {
      byte[] brightness = bytes("tone.input");
      new Tone(new Brightness(1), size).apply(brightness, 0, factors[n]);
      assertRounded(brightness, "tone.brightness", n);
      byte[] contrast = bytes("tone.input");
      new Tone(new Contrast(1), size).apply(contrast, 0, factors[n]);
      assertRounded(contrast, "tone.contrast", n);
    }
  }

  private static void assertRounded(byte[] found, String name, int n) {
    double[] expected = GOLDEN.numbers(name);
    for (int i = 0; i < found.length; i++) {
      assertThat(Math.abs((found[i] & 0xff) - expected[n * found.length + i]))
          .as(name)
          .isLessThan(0.505);
    }
  }

  private static void assertNear(byte[] found, double[] expected, String name) {
    double sum = 0;
    for (int i = 0; i < found.length; i++) {
      double distance = Math.abs((found[i] & 0xff) - expected[i]);
      assertThat(distance).as("%s, byte %d", name, i).isLessThan(MOST);
      sum += distance;
    }
    assertThat(sum / found.length).as(name).isLessThan(MEAN);
  }

  private static double[] expected(String name, Outside outside) {
    return switch (outside) {
      case BLACK -> numbers(name, "black");
      case NEAREST -> numbers(name, "nearest");
    };
  }

  private static double[] numbers(String name, String what) {
    return GOLDEN.numbers(name + "." + what);
  }

  private static byte[] bytes(String name) {
    double[] numbers = GOLDEN.numbers(name);
    byte[] bytes = new byte[numbers.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (int) numbers[i];
    }
    return bytes;
  }
}
