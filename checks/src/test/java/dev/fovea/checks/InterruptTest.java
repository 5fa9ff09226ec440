package dev.fovea.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C while {@code ./fovea train} runs. */
class InterruptTest {

  @TempDir private Path folder;

  private Fovea fovea;

  @BeforeEach
  void theJarIsBuilt() {
    Fovea.assumeBuilt();
    fovea = new Fovea(folder);
    assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "needs a Unix");
  }

  @Test
  void keepsTheLastWholeEpochAndEndsWith130() throws Exception {
    Path run = folder.resolve("run");
    Process training = start(run, "--epochs", "1000");
    fovea.await(training, run.resolve("metrics.json"), "");
    assertThat(interrupt(training)).isEqualTo(130);
    assertThat(fovea.out()).content().contains("Stopped; whole epochs: ", "Wrote ");
    try (Stream<Path> left = Files.list(run)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "recipe.json", "model.safetensors", "history.csv", "metrics.json", "last.checkpoint");
    }
    long rows = Files.readAllLines(run.resolve("history.csv")).size() - 1;
    assertThat(run.resolve("metrics.json")).content().contains("\"epochs\": " + rows + ",");
    fovea.run("eval", run.toString());
    String correct = Files.readString(fovea.out()).replaceAll("(?s).*\\[(\\d+)/.*", "$1");
    assertThat(run.resolve("metrics.json")).content().contains("\"testCorrect\": " + correct);
  }

  @Test
  void beforeTheFirstEpochLeavesWhatItTakesToGoOn() throws Exception {
    Path run = folder.resolve("run");
    Process training = start(run, "--epochs", "1000", "--net", "fashion", "--threads", "1");
    fovea.await(training, run.resolve("recipe.json"), "");
    assertThat(interrupt(training)).isEqualTo(130);
    try (Stream<Path> left = Files.list(run)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("recipe.json", "last.checkpoint");
    }
    assertThat(fovea.out())
        .content()
        .contains("No model was saved", "Go on with: fovea train --resume " + run);
  }

  /** On a tenth of the digits, so that there are many epochs to be interrupted in. */
  @Test
  void aRunThatGoesOnEndsAsIfItHadNotBeenStopped() throws Exception {
    String[] options =
        ("--pool --test-share 0.9 --no-test-each-epoch --validation 0.1 --epochs 30 --average 0.99"
                + " --schedule cosine --augment shift=1 --mixup 0.2")
            .split(" ");
    Path whole = folder.resolve("whole");
    assertThat(start(whole, options).waitFor()).isZero();
    Path run = folder.resolve("run");
    Process training = start(run, options);
    fovea.await(training, run.resolve("metrics.json"), "");
    assertThat(interrupt(training)).isEqualTo(130);
    assertThat(Files.readAllLines(run.resolve("history.csv"))).hasSizeLessThan(31);
    fovea.resume(run);
    assertThat(Files.readAllLines(run.resolve("history.csv"))).hasSize(31);
    Fovea.sameBytes(run, whole);
  }

  private Process start(Path out, String... options) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("train", "--no-report", "--out", out.toString()));
    arguments.addAll(List.of(options));
    List<String> before =
        Files.isExecutable(Path.of("/usr/bin/env")) && takesDefaultSignal()
            // A build that runs in the background may ignore Ctrl-C, and passes that on.
            ? List.of("/usr/bin/env", "--default-signal=INT")
            : List.of();
    return fovea.start(before, Map.of(), arguments);
  }

  private static boolean takesDefaultSignal() throws IOException {
    try {
      return new ProcessBuilder("/usr/bin/env", "--default-signal=INT", "true")
              .redirectErrorStream(true)
              .start()
              .waitFor()
          == 0;
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static int interrupt(Process process) throws IOException, InterruptedException {
    new ProcessBuilder("/bin/kill", "-INT", String.valueOf(process.pid())).start().waitFor();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("no end 60 s after the interrupt");
    }
    return process.exitValue();
  }
}
