package dev.fovea.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.data.Mnist;
import dev.fovea.model.ModelFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code Lenet.java} as {@code ./fovea run} does: with the JDK's source launcher. */
class LenetTest {

  @TempDir private Path folder;

  @Test
  void learnsInTenEpochsWhatTheTutorialDoes() throws Exception {
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Path.of("Lenet.java").toAbsolutePath().toString())
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(folder.resolve("err")).content().doesNotContain("xception");
    assertThat(process.exitValue()).isZero();

    List<String> lines = Files.readAllLines(out);
    assertThat(lines).hasSize(11);
    assertThat(lines.getLast()).isEqualTo("The first test digit is a 7");
    var written = ModelFile.read(folder.resolve("lenet.safetensors"));
    var evaluation = written.evaluate(Mnist.test());
    assertThat(lines.get(9)).isEqualTo("10: " + evaluation);
    assertThat(evaluation.accuracy()).isGreaterThanOrEqualTo(0.987);
  }
}
