package dev.fovea.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.model.Fields;
import dev.fovea.model.Json;
import dev.fovea.model.ModelFile;
import dev.fovea.model.SafetensorsReader;
import dev.fovea.train.History;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Training is killed at instants that nobody chose (SIGKILL), gone on with each time, and must end
 * with the bytes of the run that was left alone. {@code checks/kills} does it 300 times.
 *
 * <p>Every other kill waits for one of the files of an epoch to be written, and falls while it is.
 * As each training gives the same bytes, a run that began anew would, too; so the epochs that were
 * whole must stay as they were, with their times.
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
    int halves = 0;
    for (int number = 0; done < kills; number++) {
      Path run = folder.resolve("run-" + number);
      Reached reached = Reached.NOTHING;
      while (true) {
        Set<Path> before = halves(run);
        Process training = Files.exists(run.resolve("last.checkpoint")) ? resume(run) : train(run);
        if (done < kills) {
          int files = done % 2 == 1 ? 1 + random.nextInt(4) : 0;
          await(training, run, before, random.nextLong(millis), files);
        }
        if (done < kills && training.isAlive()) {
          training.destroyForcibly().waitFor();
          done++;
          halves += before.containsAll(halves(run)) ? 0 : 1;
          everyFileIsWhole(run);
          reached = reached.goneOn(run);
        } else {
          assertThat(training.waitFor()).as(fovea::told).isZero();
          break;
        }
      }
      reached.goneOn(run);
      assertThat(run).isDirectoryNotContaining("glob:**/.fovea-*.tmp");
      Fovea.sameBytes(run, whole);
    }
    System.out.printf("%d kills, %d of them while a file was being written%n", done, halves);
  }

  /**
   * Waits for an instant.
   *
   * @param before what earlier kills left
   * @param files to go on from there until so many more are or were half written, and the last is
   */
  private static void await(Process training, Path run, Set<Path> before, long millis, int files)
      throws IOException, InterruptedException {
    if (training.waitFor(millis, TimeUnit.MILLISECONDS)) {
      return;
    }
    Set<Path> seen = new HashSet<>(before);
    int more = files;
    while (more > 0 && training.isAlive()) {
      more -= seen.addAll(halves(run)) ? 1 : 0;
    }
  }

  /**
   * The files that are half written: not the empty one that a run begins with to try its folder.
   */
  private static Set<Path> halves(Path run) throws IOException {
    Set<Path> halves = new HashSet<>();
    if (Files.isDirectory(run)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(run, ".fovea-*.tmp")) {
        files.forEach(file -> halves.addAll(file.toFile().length() > 0 ? Set.of(file) : Set.of()));
      }
    }
    return halves;
  }

  /**
   * How far a run is.
   *
   * @param steps by its checkpoint; 0 where there is none
   * @param epochs that are whole by its checkpoint, with their times
   * @param history the lines of {@code history.csv}
   */
  private record Reached(long steps, List<Json> epochs, List<String> history) {

    static final Reached NOTHING = new Reached(0, List.of(), List.of());

    private static Reached of(Path run) throws IOException {
      Path csv = run.resolve("history.csv");
      List<String> history = Files.exists(csv) ? Files.readAllLines(csv) : List.of();
      Path checkpoint = run.resolve("last.checkpoint");
      if (!Files.exists(checkpoint)) {
        return new Reached(0, List.of(), history);
      }
      try (SafetensorsReader in = SafetensorsReader.open(checkpoint)) {
        Fields state = Fields.of("its state", Json.parse(in.metadata().get("state")));
        return new Reached(state.large("steps"), state.list("history"), history);
      }
    }

    /** How far the run is now, which is at least as far: nothing is lost or was done again. */
    Reached goneOn(Path run) throws IOException {
      Reached now = of(run);
      assertThat(now.steps).as("steps in last.checkpoint").isGreaterThanOrEqualTo(steps);
      assertThat(first(epochs.size(), now.epochs)).as("epochs in it").isEqualTo(epochs);
      assertThat(first(history.size(), now.history)).as("history.csv").isEqualTo(history);
      return now;
    }

    private static <T> List<T> first(int count, List<T> all) {
      return all.stream().limit(count).toList();
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
