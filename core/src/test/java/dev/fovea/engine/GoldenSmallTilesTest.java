package dev.fovea.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Padding;
import dev.fovea.net.Shape;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Convolutions in small tiles against PyTorch in double precision; golden/small_tiles.py. */
class GoldenSmallTilesTest {

  /**
   * What float may lose, as part of a tensor's largest number: more than in a direct sum, because
   * the transforms multiply by up to 8.
   */
  private static final double TOLERANCE = 1e-5;

  private static final int CONVOLUTIONS = 5;
  private static final GoldenFile GOLDEN = GoldenFile.read("small_tiles");

  static Stream<String> convolutions() {
    return IntStream.range(0, CONVOLUTIONS).mapToObj(n -> "conv" + n);
  }

  @ParameterizedTest
  @MethodSource("convolutions")
  void convolution(String name) {
    int padding = setting(name, "padding");
    Conv2d layer =
        new Conv2d(
            setting(name, "out"),
            3,
            3,
            1,
            new Padding.Zeros(padding, padding),
            1,
            1,
            setting(name, "bias") == 1);
    Shape in = new Shape(setting(name, "in"), setting(name, "h"), setting(name, "w"));
    Network alone = Network.of("alone", in, layer, new Flatten(), new Dense(2));
    assertThat(Plan.layout(alone, true).points(0)).isPresent();
    GoldenLayer.compare(GOLDEN, name, new Conv2d(in.channels(), 1), layer, in, TOLERANCE);
  }

  private static int setting(String name, String key) {
    return GOLDEN.setting(name, key);
  }
}
