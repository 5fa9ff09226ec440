package dev.fovea.checks;

import static org.assertj.core.api.Assertions.assertThat;

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

  /** A tenth of the digits, with everything that a checkpoint must keep. */
  private static final List<String> OPTIONS =
      List.of(
          ("--pool --test-share 0.9 --no-test-each-epoch --validation 0.1 --epochs 8 --average 0.99"
                  + " --schedule cosine --augment shift=1 --mixup 0.2 --optimizer adam --lr 0.002"
                  + " --no-report --quiet")
              .split(" "));

  @TempDir private Path folder;

  private Fovea fovea;

  @BeforeEach
  void theJarIsBuilt() {
    Fovea.assumeBuilt();
    fovea = new Fovea(folder);
  }

  @Test
  void endsWithTheBytesOfTheRunThatWasLeftAlone() throws Exception {
    int kills = Integer.getInteger("kills", 4);
    Random random = new Random(Long.getLong("kills.seed", 1));
    Path whole = folder.resolve("whole");
    long from = System.nanoTime();
    assertThat(train(whole).waitFor()).as(fovea::told).isZero();
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
          assertThat(training.waitFor()).as(fovea::told).isZero();
          break;
        }
      }
      Fovea.sameBytes(run, whole);
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

  private Process train(Path run) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("train", "--overwrite", "--out", "" + run));
    arguments.addAll(OPTIONS);
    return fovea.start(arguments.toArray(String[]::new));
  }

  private Process resume(Path run) throws IOException {
    return fovea.start("train", "--no-report", "--quiet", "--resume", "" + run);
  }
}
