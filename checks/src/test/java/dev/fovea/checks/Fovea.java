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

/**
 * {@code ./fovea} as a user starts it: a process of its own, which the launcher becomes, so that a
 * signal reaches Java.
 *
 * @param folder where its words go: {@code out} and {@code err}
 */
record Fovea(Path folder) {

  static final Path ROOT = JavaFiles.root();

  /** Skips a test where the command is not built yet. */
  static void assumeBuilt() {
    assumeTrue(Files.exists(ROOT.resolve("cli/target/app/fovea.jar")), "needs mvn verify");
  }

  Process start(String... arguments) throws IOException {
    return start(List.of(), Map.of(), List.of(arguments));
  }

  /**
   * Starts it.
   *
   * @param before a program that starts it in its turn, and that program's arguments
   * @param environment what is added to this one's
   */
  Process start(List<String> before, Map<String, String> environment, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(ROOT.resolve("fovea").toString());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out().toFile()).redirectError(err().toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Starts it, and waits until it has done what it should. */
  void run(String... arguments) throws IOException, InterruptedException {
    assertThat(start(arguments).waitFor()).as(this::told).isZero();
  }

  /**
   * Goes on with a run to its end. The epochs that were whole stay as they were, with their times:
   * it does not begin anew, which would give the same bytes.
   */
  void resume(Path run) throws IOException, InterruptedException {
    Path history = run.resolve("history.csv");
    List<String> before = Files.readAllLines(history);
    assertThat(before).as("epochs before").hasSizeGreaterThan(1);
    run("train", "--no-report", "--quiet", "--resume", run.toString());
    assertThat(Files.readAllLines(history)).startsWith(before.toArray(String[]::new));
  }

  /** Waits until a file is there and holds some text. */
  String await(Process process, Path file, String text) throws IOException, InterruptedException {
    for (int i = 0; i < 2400; i++) {
      if (Files.exists(file)) {
        String all = Files.readString(file);
        if (all.contains(text)) {
          return all;
        }
      }
      assertThat(process.waitFor(50, TimeUnit.MILLISECONDS)).as("early end: %s", told()).isFalse();
    }
    throw new IOException("nothing in %s after two minutes: %s".formatted(file, told()));
  }

  Path out() {
    return folder.resolve("out");
  }

  Path err() {
    return folder.resolve("err");
  }

  /** All its words. */
  String told() {
    try {
      return Files.readString(out()) + Files.readString(err());
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Compares what a training leaves, byte for byte. */
  static void sameBytes(Path run, Path whole) throws IOException {
    for (String file : List.of("recipe.json", "model.safetensors", "best.safetensors")) {
      assertThat(Files.readAllBytes(run.resolve(file)))
          .as("%s of %s", file, run.getFileName())
          .isEqualTo(Files.readAllBytes(whole.resolve(file)));
    }
  }
}
