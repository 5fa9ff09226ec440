package dev.fovea.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelChoiceTest {

  @Test
  void asForced() {
    KernelChoice scalar = KernelChoice.choose("scalar");
    assertThat(scalar.kernels()).isInstanceOf(ScalarKernels.class);
    assertThat(scalar.reason()).isEqualTo("-Dfovea.kernels=scalar says so");
    KernelChoice vector = KernelChoice.choose("vector");
    assertThat(vector.kernels()).isInstanceOf(VectorKernels.class);
    assertThat(vector.reason()).isEqualTo("-Dfovea.kernels=vector says so");
    assertThat(vector.kernels().name()).matches("vector, (128|256|512) bits");
  }

  @Test
  void vectorsWhereTheModuleIs() {
    KernelChoice choice = KernelChoice.choose(null);
    assertThat(choice.kernels()).isInstanceOf(VectorKernels.class);
    assertThat(choice.reason()).isEqualTo("the module jdk.incubator.vector is there");
  }

  @Test
  void nothingElse() {
    assertThatThrownBy(() -> KernelChoice.choose("fast"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("-Dfovea.kernels must be scalar or vector, not fast");
  }

  @Test
  void scalarWithoutTheModule() throws IOException, InterruptedException {
    assertThat(choiceOf())
        .isEqualTo(
            "scalar: start java with --add-modules jdk.incubator.vector for the fast kernels");
    assertThat(choiceOf("-Dfovea.kernels=vector"))
        .isEqualTo(
            "refused: start java with --add-modules jdk.incubator.vector for the fast"
                + " kernels");
  }

  @Test
  void widthsThatThereAreNot() throws IOException, InterruptedException {
    for (String bits : List.of("100", "wide", "")) {
      assertThat(choiceOf("--add-modules", "jdk.incubator.vector", "-Dfovea.vector.bits=" + bits))
          .isEqualTo("refused: -Dfovea.vector.bits must be 128, 256 or 512, not " + bits);
    }
  }

  /** What a JVM with these options chooses. */
  private static String choiceOf(String... options) throws IOException, InterruptedException {
    return Jvm.run(List.of(options), ChosenKernels.class).lines().toList().getLast();
  }

  /** Prints what its JVM chooses, asked twice. */
  static final class ChosenKernels {

    private ChosenKernels() {}

    public static void main(String[] args) {
      for (int i = 0; i < 2; i++) {
        try {
          KernelChoice choice = KernelChoice.current();
          System.out.println(choice.kernels().name() + ": " + choice.reason());
        } catch (IllegalArgumentException e) {
          System.out.println("refused: " + e.getMessage());
        }
      }
    }
  }
}
