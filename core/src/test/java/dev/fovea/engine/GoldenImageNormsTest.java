package dev.fovea.engine;

import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Layer;
import dev.fovea.net.LayerNorm;
import dev.fovea.net.LocalResponseNorm;
import dev.fovea.net.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Normalisations of a single image against PyTorch in double precision; see golden/imagenorms.py.
 */
class GoldenImageNormsTest {

  /** What float may lose, as part of a tensor's largest number. */
  private static final double TOLERANCE = 1e-6;

  /** The same where the images' mean is 64 and a float of that size ends at 2^-18 or before. */
  private static final double TOLERANCE_FAR = 1e-5;

  private static final GoldenFile GOLDEN = GoldenFile.read("imagenorms");

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void layerNorm(int n) {
    String name = "layer" + n;
    LayerNorm layer = new LayerNorm(GOLDEN.numbers(name + ".epsilon")[0]);
    compare(name, layer, GOLDEN.setting(name, "offset") == 0 ? TOLERANCE : TOLERANCE_FAR);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
  void localResponseNorm(int n) {
    String name = "response" + n;
    double[] numbers = GOLDEN.numbers(name + ".numbers");
    compare(
        name,
        new LocalResponseNorm(GOLDEN.setting(name, "size"), numbers[0], numbers[1], numbers[2]),
        TOLERANCE);
  }

  private static void compare(String name, Layer layer, double tolerance) {
    Shape in =
        new Shape(GOLDEN.setting(name, "c"), GOLDEN.setting(name, "h"), GOLDEN.setting(name, "w"));
    Layer before = in.isVector() ? new Dense(in.channels()) : new Conv2d(in.channels(), 1);
    GoldenLayer.compare(GOLDEN, name, before, layer, in, tolerance);
  }
}
