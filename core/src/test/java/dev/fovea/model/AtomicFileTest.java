package dev.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
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

  private List<Path> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }
}
