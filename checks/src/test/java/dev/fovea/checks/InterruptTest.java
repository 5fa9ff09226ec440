package dev.fovea.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C while {@code ./fovea train} runs. */
class InterruptTest {

  private static final Path ROOT = JavaFiles.root();

  @TempDir private Path folder;

  @BeforeAll
  static void theJarIsBuilt() {
    assumeTrue(Files.exists(ROOT.resolve("cli/target/app/fovea.jar")), "needs mvn verify");
    assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "needs a Unix");
  }

  @Test
  void keepsTheLastWholeEpochAndEndsWith130() throws Exception {
    Path run = folder.resolve("run");
    Process training = start(run, "--epochs", "1000");
    waitFor(training, run.resolve("metrics.json"));
    assertThat(interrupt(training)).isEqualTo(130);
    assertThat(folder.resolve("out")).content().contains("Stopped; whole epochs: ", "Wrote ");
    try (Stream<Path> left = Files.list(run)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "recipe.json", "model.safetensors", "history.csv", "metrics.json", "last.checkpoint");
    }
    long rows = Files.readAllLines(run.resolve("history.csv")).size() - 1;
    assertThat(run.resolve("metrics.json")).content().contains("\"epochs\": " + rows + ",");
    Process eval = run("eval", run.toString());
    assertThat(eval.waitFor()).isZero();
    String correct = Files.readString(folder.resolve("out")).replaceAll("(?s).*\\[(\\d+)/.*", "$1");
    assertThat(run.resolve("metrics.json")).content().contains("\"testCorrect\": " + correct);
  }

  @Test
  void beforeTheFirstEpochLeavesWhatItTakesToGoOn() throws Exception {
    Path run = folder.resolve("run");
    Process training = start(run, "--epochs", "1000", "--net", "fashion", "--threads", "1");
    waitFor(training, run.resolve("recipe.json"));
    assertThat(interrupt(training)).isEqualTo(130);
    try (Stream<Path> left = Files.list(run)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("recipe.json", "last.checkpoint");
    }
    assertThat(folder.resolve("out"))
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
    waitFor(training, run.resolve("metrics.json"));
    assertThat(interrupt(training)).isEqualTo(130);
    assertThat(Files.readAllLines(run.resolve("history.csv"))).hasSizeLessThan(31);
    assertThat(run("train", "--no-report", "--resume", run.toString()).waitFor()).isZero();
    assertThat(Files.readAllLines(run.resolve("history.csv"))).hasSize(31);
    for (String file : List.of("recipe.json", "model.safetensors", "best.safetensors")) {
      assertThat(Files.readAllBytes(run.resolve(file)))
          .as(file)
          .isEqualTo(Files.readAllBytes(whole.resolve(file)));
    }
  }

  private Process start(Path out, String... options) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("train", "--no-report", "--out", out.toString()));
    arguments.addAll(List.of(options));
    return run(arguments.toArray(String[]::new));
  }

  private Process run(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(Path.of("/usr/bin/env")) && takesDefaultSignal()) {
      // A build that runs in the background may have been told to ignore Ctrl-C, and passes it on.
      command.addAll(List.of("/usr/bin/env", "--default-signal=INT"));
    }
    command.add(ROOT.resolve("fovea").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder.start();
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

  private void waitFor(Process process, Path file) throws IOException, InterruptedException {
    for (int i = 0; i < 1200 && !Files.exists(file); i++) {
      if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
        throw new IOException("ended early: " + Files.readString(folder.resolve("err")));
      }
    }
    assertThat(file).exists();
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
