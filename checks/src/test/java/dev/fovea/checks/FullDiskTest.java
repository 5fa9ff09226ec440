package dev.fovea.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.model.ModelFile;
import dev.fovea.train.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that fills, or becomes read-only, while a network trains on it: one sentence, every file
 * whole, and the run goes on to the same bytes once there is room. The disk is a small one in
 * memory, which only root may mount.
 */
class FullDiskTest {

  private static final List<String> OPTIONS =
      List.of(
          ("--pool --test-share 0.9 --no-test-each-epoch --validation 0.1 --epochs 12 --optimizer"
                  + " adam --lr 0.002 --no-report --quiet")
              .split(" "));

  @TempDir private Path folder;

  private Fovea fovea;
  private Path disk;
  private Path run;

  @BeforeEach
  void mount() throws Exception {
    Fovea.assumeBuilt();
    fovea = new Fovea(folder);
    disk = Files.createDirectory(folder.resolve("disk"));
    boolean mounted = command("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", "" + disk) == 0;
    assumeTrue(mounted, "skipped: only root may mount a disk");
    run = disk.resolve("run");
  }

  @AfterEach
  void unmount() throws Exception {
    if (run != null) {
      command("umount", "-l", disk.toString());
    }
  }

  @Test
  void aFullDiskIsToldAndTheRunGoesOnLater() throws Exception {
    Process training = begin();
    Path filler = disk.resolve("filler");
    fill(filler);
    ended(training, "No space left on device");
    Files.delete(filler);
    goesOnToTheSameBytes();
  }

  @Test
  void aDiskThatBecomesReadOnlyIsToldAndTheRunGoesOnLater() throws Exception {
    Process training = begin();
    assertThat(command("mount", "-o", "remount,ro", disk.toString())).isZero();
    ended(training, "Read-only file system");
    assertThat(command("mount", "-o", "remount,rw", disk.toString())).isZero();
    goesOnToTheSameBytes();
  }

  /** Trains until two epochs are there. */
  private Process begin() throws Exception {
    Process training = fovea.start(train(run));
    Path history = run.resolve("history.csv");
    for (int i = 0; i < 1200; i++) {
      if (Files.exists(history) && History.read(history).rows().size() >= 2) {
        return training;
      }
      assertThat(training.waitFor(50, TimeUnit.MILLISECONDS)).as(fovea::told).isFalse();
    }
    throw new IOException("no epoch in a minute: " + fovea.told());
  }

  private static void fill(Path filler) {
    byte[] block = new byte[4096];
    try (var out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException _) {
      // Full.
    }
  }

  private void ended(Process training, String reason) throws Exception {
    assertThat(training.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
    assertThat(training.exitValue()).isIn(1, 2);
    String told = fovea.told();
    assertThat(told).contains(reason).doesNotContain("\tat ");
    assertThat(told.lines().filter(line -> line.startsWith("fovea:"))).hasSize(1);
    ModelFile.read(run.resolve("model.safetensors"));
    ModelFile.read(run.resolve("best.safetensors"));
    assertThat(History.read(run.resolve("history.csv")).rows()).hasSizeGreaterThanOrEqualTo(2);
  }

  private void goesOnToTheSameBytes() throws Exception {
    Path whole = folder.resolve("whole");
    fovea.run(train(whole));
    fovea.resume(run);
    Fovea.sameBytes(run, whole);
    try (var files = Files.list(run)) {
      assertThat(files.filter(file -> file.getFileName().toString().endsWith(".tmp"))).isEmpty();
    }
  }

  private static String[] train(Path out) {
    return Stream.concat(Stream.of("train", "--out", out.toString()), OPTIONS.stream())
        .toArray(String[]::new);
  }

  private static int command(String... words) throws InterruptedException {
    try {
      return new ProcessBuilder(words)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException _) {
      return 127; // there is no such command
    }
  }
}
