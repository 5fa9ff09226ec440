package dev.fovea.engine;

import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Padding;
import dev.fovea.net.Shape;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All settings of a convolution against PyTorch in double precision; golden/convolutions.py. */
class GoldenConvolutionsTest {

  /** What float may lose, as part of a tensor's largest number. */
  private static final double TOLERANCE = 1e-6;

  private static final int CONVOLUTIONS = 20;
  private static final GoldenFile GOLDEN = GoldenFile.read("convolutions");

  static Stream<String> convolutions() {
    return IntStream.range(0, CONVOLUTIONS).mapToObj(n -> "conv" + n);
  }

  @ParameterizedTest
  @MethodSource("convolutions")
  void convolution(String name) {
    Padding zeros = new Padding.Zeros(setting(name, "rows"), setting(name, "columns"));
    Conv2d layer =
        new Conv2d(
            setting(name, "out"),
            setting(name, "kh"),
            setting(name, "kw"),
            setting(name, "stride"),
            setting(name, "same") == 1 ? Padding.SAME : zeros,
            setting(name, "dilation"),
            setting(name, "groups"),
            setting(name, "bias") == 1);
    Shape in = new Shape(setting(name, "in"), setting(name, "h"), setting(name, "w"));
    GoldenLayer.compare(GOLDEN, name, new Conv2d(in.channels(), 1), layer, in, TOLERANCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dense0", "dense1"})
  void denseWithoutBias(String name) {
    Shape in = Shape.vector(setting(name, "in"));
    Dense layer = new Dense(setting(name, "out")).withoutBias();
    GoldenLayer.compare(GOLDEN, name, new Dense(in.size()), layer, in, TOLERANCE);
  }

  private static int setting(String name, String key) {
    return GOLDEN.setting(name, key);
  }
}
