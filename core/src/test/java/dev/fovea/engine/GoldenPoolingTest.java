package dev.fovea.engine;

import dev.fovea.net.AdaptiveAvgPool2d;
import dev.fovea.net.AvgPool2d;
import dev.fovea.net.Conv2d;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Pooling;
import dev.fovea.net.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Poolings of all kinds against PyTorch in double precision; see golden/pooling.py. */
class GoldenPoolingTest {

  /** What float may lose, as part of a tensor's largest number. */
  private static final double TOLERANCE = 1e-6;

  private static final GoldenFile GOLDEN = GoldenFile.read("pooling");

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void max(int n) {
    String name = "max" + n;
    compare(
        name,
        new MaxPool2d(
            setting(name, "kernel"),
            setting(name, "stride"),
            setting(name, "padding"),
            setting(name, "ceil") == 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void average(int n) {
    String name = "average" + n;
    compare(
        name,
        new AvgPool2d(
            setting(name, "kernel"),
            setting(name, "stride"),
            setting(name, "padding"),
            setting(name, "ceil") == 1,
            setting(name, "counted") == 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void adaptive(int n) {
    String name = "adaptive" + n;
    compare(name, new AdaptiveAvgPool2d(setting(name, "height"), setting(name, "width")));
  }

  private static int setting(String name, String key) {
    return GOLDEN.setting(name, key);
  }

  private static void compare(String name, Pooling layer) {
    Shape in = new Shape(setting(name, "c"), setting(name, "h"), setting(name, "w"));
    GoldenLayer.compare(GOLDEN, name, new Conv2d(in.channels(), 1), layer, in, TOLERANCE);
  }
}
