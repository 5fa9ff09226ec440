package dev.fovea.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.model.ModelFile;
import dev.fovea.train.History;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Training is killed at instants that nobody chose (SIGKILL), gone on with each time, and must end
 * with the bytes of the run that was left alone. {@code checks/kills} does it 300 times.
 *
 * <p>Every other kill waits for a file to be written, and falls while it is.
 */
class KilledTrainingTest {

  private static final Path ROOT = JavaFiles.root();

  /** A tenth of the digits, with everything that a checkpoint must keep. */
  private static final List<String> OPTIONS =
      List.of(
          ("--pool --test-share 0.9 --no-test-each-epoch --validation 0.1 --epochs 8 --average 0.99"
                  + " --schedule cosine --augment shift=1 --mixup 0.2 --optimizer adam --lr 0.002"
                  + " --no-report --quiet")
              .split(" "));

  private static final List<String> FILES =
      List.of("recipe.json", "model.safetensors", "best.safetensors");

  @TempDir private Path folder;

  @BeforeEach
  void theJarIsBuilt() {
    assumeTrue(Files.exists(ROOT.resolve("cli/target/app/fovea.jar")), "needs mvn verify");
  }

  @Test
  void endsWithTheBytesOfTheRunThatWasLeftAlone() throws Exception {
    int kills = Integer.getInteger("kills", 4);
    Random random = new Random(Long.getLong("kills.seed", 1));
    Path whole = folder.resolve("whole");
    long from = System.nanoTime();
    assertThat(train(whole).waitFor()).as(this::told).isZero();
    long millis = (System.nanoTime() - from) / 1_000_000;
    int done = 0;
    int whileWriting = 0;
    for (int number = 0; done < kills; number++) {
      Path run = folder.resolve("run-" + number);
      while (true) {
        Process training = Files.exists(run.resolve("last.checkpoint")) ? resume(run) : train(run);
        boolean writing = done < kills && done % 2 == 1;
        if (done < kills) {
          whileWriting += await(training, run, random.nextLong(millis), writing) ? 1 : 0;
        }
        if (done < kills && training.isAlive()) {
          training.destroyForcibly().waitFor();
          done++;
          everyFileIsWhole(run);
        } else {
          assertThat(training.waitFor()).as(this::told).isZero();
          break;
        }
      }
      sameBytes(whole, run, number);
    }
    System.out.printf("%d kills, %d of them while a file was being written%n", done, whileWriting);
  }

  /**
   * Waits for an instant.
   *
   * @param writing whether to go on from there to the next one at which a file is half written
   * @return whether one is
   */
  private static boolean await(Process training, Path run, long millis, boolean writing)
      throws IOException, InterruptedException {
    if (training.waitFor(millis, TimeUnit.MILLISECONDS)) {
      return false;
    }
    while (writing && training.isAlive()) {
      if (isWriting(run)) {
        return true;
      }
      Thread.onSpinWait();
    }
    return isWriting(run);
  }

  private static boolean isWriting(Path run) throws IOException {
    if (!Files.isDirectory(run)) {
      return false;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(run, ".fovea-*.tmp")) {
      return files.iterator().hasNext();
    }
  }

  /** Whatever is there under its own name can be read: nothing is half there. */
  private static void everyFileIsWhole(Path run) throws IOException {
    for (String file : List.of("model.safetensors", "best.safetensors")) {
      if (Files.exists(run.resolve(file))) {
        ModelFile.read(run.resolve(file));
      }
    }
    Path history = run.resolve("history.csv");
    if (Files.exists(history)) {
      assertThat(History.read(history).rows()).isNotEmpty();
    }
  }

  private static void sameBytes(Path whole, Path run, int number) throws IOException {
    for (String file : FILES) {
      assertThat(Files.readAllBytes(run.resolve(file)))
          .as("%s of run %d", file, number)
          .isEqualTo(Files.readAllBytes(whole.resolve(file)));
    }
  }

  private Process train(Path run) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("train", "--overwrite", "--out", "" + run));
    arguments.addAll(OPTIONS);
    return start(arguments);
  }

  private Process resume(Path run) throws IOException {
    return start(List.of("train", "--no-report", "--quiet", "--resume", "" + run));
  }

  /** The launcher becomes the JVM, so that it is Java that is killed. */
  private Process start(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ROOT.resolve("fovea").toString());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder.start();
  }

  private String told() {
    try {
      return Files.readString(folder.resolve("out"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
