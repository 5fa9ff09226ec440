package dev.fovea.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scalar and vector kernels give the same bits, at this machine's width of vectors and others. */
class KernelTwinsTest {

  private static final int SHAPES = 300;

  /** Enough that all kernels are compiled meanwhile: compiled code computes in its own way. */
  private static final int SHAPES_UNTIL_COMPILED = 600;

  private static final int SHAPES_COMPILED_AT_ONCE = 150;

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

  /** Without the checks that the launcher switches off, and compiled at once as it says. */
  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512})
  void sameBitsWithTheLaunchersFlags(int bits) throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(Jvm.vectors(bits));
    options.addAll(Jvm.launcherFlags());
    assertThat(Jvm.run(options, KernelTwins.class, String.valueOf(SHAPES_COMPILED_AT_ONCE)))
        .contains("equal: vector, " + bits + " bits");
  }

  /** Older processors, as far as a JVM can play them; the oldest has no fused multiply-add. */
  @ParameterizedTest
  @CsvSource({"2, 256, 150", "1, 128, 150", "0, 128, 3"})
  void sameBitsOnOlderProcessors(int avx, int bits, int shapes)
      throws IOException, InterruptedException {
    assumeTrue(Jvm.x86(), "the flag UseAVX is for x86 processors, and this is another one");
    List<String> options =
        List.of(
            "--add-modules",
            "jdk.incubator.vector",
            "-XX:UseAVX=" + avx,
            "-XX:CompileCommand=quiet",
            "-XX:CompileCommand=CompileThresholdScaling,dev.fovea.engine.kernel.Vector*::*,0.01");
    // A processor with narrower vectors stays as it is.
    assertThat(Jvm.run(options, KernelTwins.class, String.valueOf(shapes)))
        .containsPattern(bits == 128 ? "equal: vector, 128 bits" : "equal: vector, (128|256) bits");
  }
}
