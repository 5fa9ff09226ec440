package dev.fovea.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.data.Mnist;
import dev.fovea.model.ModelFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LenetTest {

  @TempDir private Path folder;

  @Test
  void learnsInTenEpochsWhatTheTutorialDoes() throws Exception {
    List<String> lines = Program.run(folder, "Lenet.java");
    assertThat(lines).hasSize(11);
    assertThat(lines.getLast()).isEqualTo("The first test digit is a 7");
    var written = ModelFile.read(folder.resolve("lenet.safetensors"));
    var evaluation = written.evaluate(Mnist.test());
    assertThat(lines.get(9)).isEqualTo("10: " + evaluation);
    assertThat(evaluation.accuracy()).isGreaterThanOrEqualTo(0.987);
  }
}
