package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.engine.kernel.Jvm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A training leaves the same bytes with the launcher's flags and without them, at any width of
 * vectors and with the scalar kernels: all of them add in the same order.
 */
class SameBytesTest {

  @Test
  void whateverTheJvmRunsWith() throws IOException, InterruptedException {
    List<String> plain = TrainingHashes.all(2);
    assertThat(plain).hasSize(4 + EveryTraining.all().size()).doesNotHaveDuplicates();
    for (int bits : new int[] {512, 256, 128}) {
      assertThat(run(Jvm.vectors(bits)))
          .endsWith(plain.toArray(String[]::new))
          .contains("kernels: vector, " + bits + " bits");
    }
    assertThat(run(List.of())).endsWith(plain.toArray(String[]::new)).contains("kernels: scalar");
  }

  /** On another number of threads, with the launcher's flags and these options. */
  private static List<String> run(List<String> options) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(options);
    all.addAll(Jvm.launcherFlags());
    return Jvm.run(all, TrainingHashes.class, "1").lines().toList();
  }
}
