package dev.fovea.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scalar and vector kernels give the same bits, at this machine's width of vectors and others. */
class KernelTwinsTest {

  private static final int SHAPES = 300;

  /** Enough that all kernels are compiled meanwhile: compiled code computes in its own way. */
  private static final int SHAPES_UNTIL_COMPILED = 600;

  @ParameterizedTest
  @EnumSource
  void sameBits(KernelTwins twins) {
    for (long seed = 0; seed < SHAPES; seed++) {
      twins.compare(seed);
    }
  }

  /** The width is a constant of a JVM; so each one has a JVM of its own. */
  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512})
  void sameBitsAtEachWidth(int bits) throws IOException, InterruptedException {
    List<String> options =
        List.of(
            "--add-modules",
            "jdk.incubator.vector",
            "-D" + KernelChoice.BITS + "=" + bits,
            "-XX:CompileCommand=quiet",
            "-XX:CompileCommand=CompileThresholdScaling,dev.fovea.engine.kernel.Vector*::*,0.01");
    assertThat(Jvm.run(options, KernelTwins.class, String.valueOf(SHAPES_UNTIL_COMPILED)))
        .contains("equal: vector, " + bits + " bits");
  }
}
