package dev.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir Path folder;
  private Path target;

  @BeforeEach
  void name() {
    target = folder.resolve("target.bin");
  }

  @Test
  void writesAndReplaces() throws IOException {
    AtomicFile.write(target, new byte[] {1, 2, 3});
    assertThat(target).hasBinaryContent(new byte[] {1, 2, 3});

    AtomicFile.write(
        target,
        out -> {
          for (int i = 0; i < 100_000; i++) {
            out.write(i);
          }
          out.close();
        });
    byte[] expected = new byte[100_000];
    IntStream.range(0, expected.length).forEach(i -> expected[i] = (byte) i);
    assertThat(target).hasBinaryContent(expected);
    assertThat(files()).containsExactly(target);
  }

  @Test
  void keepsTheOldBytesUntilTheNewOnesAreWhole() {
    AtomicFile.write(target, new byte[] {1});
    AtomicFile.write(
        target,
        out -> {
          out.write(2);
          out.flush();
          assertThat(target).hasBinaryContent(new byte[] {1});
          assertThat(files()).hasSize(2);
        });
    assertThat(target).hasBinaryContent(new byte[] {2});
  }

  @Test
  void leavesEverythingAsItWasWhenWritingFails() throws IOException {
    AtomicFile.write(target, new byte[] {1});

    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    target,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "%s cannot be written (No space left on device): ".formatted(target)
                + "check the disk of %s, or choose another folder".formatted(folder));
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    target,
                    out -> {
                      throw new IllegalStateException("a bug");
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(files()).containsExactly(target);
    assertThat(target).hasBinaryContent(new byte[] {1});
  }

  @Test
  void finishesDespiteAnInterruptAndKeepsIt() {
    Thread.currentThread().interrupt();
    AtomicFile.write(target, new byte[] {1});
    assertThat(Thread.interrupted()).isTrue();

    AtomicFile.write(
        target,
        out -> {
          Thread.currentThread().interrupt();
          out.write(2);
        });
    assertThat(Thread.interrupted()).isTrue();
    assertThat(target).hasBinaryContent(new byte[] {2});
  }

  @Test
  void saysWhatATargetCannotBe() throws IOException {
    assertThatThrownBy(() -> AtomicFile.write(folder, new byte[1]))
        .isInstanceOf(InputException.class)
        .hasMessage(folder + " is a folder: give the name of a file to write");
    assertThatThrownBy(() -> AtomicFile.write(folder.getRoot(), new byte[1]))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is a folder");
    Path lost = folder.resolve("none/target.bin");
    assertThatThrownBy(() -> AtomicFile.write(lost, new byte[1]))
        .isInstanceOf(InputException.class)
        .hasMessage(lost + " cannot be written: make the folder " + lost.getParent() + " first");
    AtomicFile.write(target, new byte[1]);
    assertThatThrownBy(() -> AtomicFile.write(target.resolve("below"), new byte[1]))
        .isInstanceOf(InputException.class);
    assertThat(files()).containsExactly(target);
  }

  @Test
  void writesANameAsLongAsNamesCanBe() throws IOException {
    Path longest = folder.resolve("x".repeat(255));
    AtomicFile.write(longest, new byte[1]);
    assertThat(files()).containsExactly(longest);
  }

  @Test
  void replacesALinkAndNotWhatItPointsTo() throws IOException {
    Path other = Files.write(folder.resolve("other"), new byte[] {9});
    Files.createSymbolicLink(target, other);
    AtomicFile.write(target, new byte[] {1});
    assertThat(other).hasBinaryContent(new byte[] {9});
    assertThat(target).isRegularFile().hasBinaryContent(new byte[] {1});
  }

  @Test
  void givesTheSameRightsAsAnyNewFile() throws IOException {
    Assumptions.assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path plain = Files.write(folder.resolve("plain"), new byte[1]);
    AtomicFile.write(target, new byte[1]);
    assertThat(Files.getPosixFilePermissions(target))
        .isEqualTo(Files.getPosixFilePermissions(plain));
  }

  @Test
  void saysThatAFolderTakesNoFiles() throws IOException {
    Path proc = Path.of("/proc");
    Assumptions.assumeTrue(Files.isDirectory(proc));
    assertThatThrownBy(() -> AtomicFile.write(proc.resolve("fovea.bin"), new byte[1]))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("/proc/fovea.bin cannot be written")
        .hasMessageEndingWith("folder");
  }

  /** The JDK notes each wait for the disk. */
  @Test
  void waitsForTheDiskBeforeTheMoveAndAfterIt() throws IOException {
    assertThat(waits(() -> AtomicFile.write(target, new byte[] {1})))
        .satisfiesExactly(
            first -> assertThat(first).matches(this::isNew),
            second -> assertThat(second).isEqualTo(folder));
    Files.delete(target);
    List<Path> withoutMove =
        waits(
            () ->
                assertThatThrownBy(
                        () ->
                            AtomicFile.write(
                                target, _ -> Files.createDirectories(target.resolve("in the way"))))
                    .isInstanceOf(InputException.class));
    assertThat(withoutMove).singleElement().matches(this::isNew);
  }

  /** What is waited for, in order. */
  private List<Path> waits(Runnable writing) throws IOException {
    Path events = folder.resolve("events.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.FileForce").withoutThreshold();
      recording.start();
      writing.run();
      recording.stop();
      recording.dump(events);
      return RecordingFile.readAllEvents(events).stream()
          .sorted(Comparator.comparing(RecordedEvent::getStartTime))
          .map(event -> Path.of(event.getString("path")))
          .filter(path -> path.startsWith(folder))
          .toList();
    } finally {
      Files.delete(events);
    }
  }

  private boolean isNew(Path file) {
    return file.getParent().equals(folder)
        && file.getFileName().toString().matches("\\.fovea-.*\\.tmp");
  }

  @Test
  void removesWhatTheDeadLeftAndNothingElse() throws IOException {
    long own = ProcessHandle.current().pid();
    Path dead = left(999_999_999L, System.currentTimeMillis());
    Path sameNumber = left(own, 0);
    Path alive = left(own, System.currentTimeMillis());
    Path others = Files.write(folder.resolve(".fovea-notes.tmp"), new byte[1]);
    AtomicFile.write(
        target,
        out -> {
          out.write(1);
          AtomicFile.removeLeftovers(folder);
        });
    assertThat(dead).doesNotExist();
    assertThat(sameNumber).as("of a process that ended before this one began").doesNotExist();
    assertThat(files()).containsExactlyInAnyOrder(alive, others, target);
    AtomicFile.removeLeftovers(folder.resolve("none"));
  }

  private Path left(long process, long changed) throws IOException {
    Path file = folder.resolve(".fovea-%d-%s.tmp".formatted(process, UUID.randomUUID()));
    Files.write(file, new byte[1]);
    return Files.setLastModifiedTime(file, FileTime.fromMillis(changed));
  }

  @Test
  void triesAFolderAndLeavesNothing() throws IOException {
    AtomicFile.tryFolder(folder);
    assertThat(files()).isEmpty();
    assertThatThrownBy(() -> AtomicFile.tryFolder(folder.resolve("none")))
        .isInstanceOf(IOException.class);
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }
}
