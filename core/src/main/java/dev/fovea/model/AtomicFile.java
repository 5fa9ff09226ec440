package dev.fovea.model;

import dev.fovea.data.InputException;
import dev.fovea.data.InputFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes files that are never half there. The bytes go into a new file beside the target ({@code
 * .fovea-*.tmp}), are forced to disk, and only then take the target's place in one step. Whenever
 * the program or the power dies, the target holds its old bytes or all of the new ones.
 *
 * <p>When writing fails, the new file is removed and the target is as it was. Only a process that
 * dies leaves it there, for {@link #removeLeftovers} to find. A thread that is interrupted
 * meanwhile finishes the write and stays interrupted: what was computed for an hour is not thrown
 * away because somebody asks to stop. A target that is a symbolic link is replaced, not followed.
 */
public final class AtomicFile {

  private static final int BUFFER = 1 << 16;

  /** A new file's name: the number of the process that writes it, and what no other one has. */
  private static final Pattern NAME = Pattern.compile("\\.fovea-(\\d{1,18})-[0-9a-f-]{36}\\.tmp");

  private AtomicFile() {}

  /** Something that writes itself to a stream. */
  @FunctionalInterface
  public interface Content {

    /**
     * Writes all bytes; closing the stream is the caller's.
     *
     * @throws IOException if the stream takes no more
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Makes {@code target} hold {@code bytes}.
   *
   * @throws InputException if the target is a folder, its folder does not exist, or the bytes
   *     cannot be written there
   */
  public static void write(Path target, byte[] bytes) {
    write(target, out -> out.write(bytes));
  }

  /**
   * Makes {@code target} hold what {@code content} writes, through a buffer.
   *
   * @throws InputException if the target is a folder, its folder does not exist, or the bytes
   *     cannot be written there
   */
  public static void write(Path target, Content content) {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(target)) {
      throw new InputException(target + " is a folder: give the name of a file to write");
    }
    if (!Files.isDirectory(folder)) {
      throw new InputException(
          "%s cannot be written: make the folder %s first".formatted(target, folder));
    }
    Path beside = beside(folder);
    try {
      fill(beside, content);
      force(beside, StandardOpenOption.WRITE);
      Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw unwritable(target, folder, e);
    } finally {
      remove(beside);
    }
    forceFolder(folder);
  }

  /**
   * Finds out whether files can be written into a folder.
   *
   * @throws IOException if not
   */
  public static void tryFolder(Path folder) throws IOException {
    Files.delete(Files.createFile(beside(folder)));
  }

  /**
   * Removes from a folder the new files of processes that died while they wrote. What cannot be
   * removed stays: it is in nobody's way.
   *
   * <p>The file of a process that lives stays, too, as its write would fail. A process lives if
   * there is one of its number that began before the file was last changed: numbers are given
   * again, in a container the same one each time. Processes of other machines and containers that
   * share the folder are not seen. If one of them writes at that very instant, it is told that the
   * file cannot be written, and its target is as it was.
   */
  public static void removeLeftovers(Path folder) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ".fovea-*.tmp")) {
      for (Path file : files) {
        if (isLeftover(file)) {
          remove(file);
        }
      }
    } catch (IOException | DirectoryIteratorException _) {
      // A folder that cannot be listed may still be written to.
    }
  }

  private static boolean isLeftover(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (!name.matches()) {
      return false;
    }
    Instant changed;
    try {
      changed = Files.getLastModifiedTime(file).toInstant();
    } catch (IOException _) {
      return false; // moved into place meanwhile
    }
    return ProcessHandle.of(Long.parseLong(name.group(1)))
        .flatMap(process -> process.info().startInstant().or(() -> Optional.of(Instant.MIN)))
        .filter(start -> !start.isAfter(changed))
        .isEmpty();
  }

  /** The target's own name may be as long as names can be, so the new one is not made from it. */
  private static Path beside(Path folder) {
    return folder.resolve(
        ".fovea-%d-%s.tmp".formatted(ProcessHandle.current().pid(), UUID.randomUUID()));
  }

  private static InputException unwritable(Path file, Path folder, IOException e) {
    return switch (e) {
      case AccessDeniedException denied ->
          new InputException(
              "%s cannot be written: ask for the right to write into %s, or choose another folder"
                  .formatted(file, folder),
              denied);
      // Moving or making the new file says this when its folder does not take it.
      case NoSuchFileException gone ->
          new InputException(
              "%s cannot be written (its folder takes no new file): choose another folder"
                  .formatted(file),
              gone);
      default ->
          new InputException(
              "%s cannot be written (%s): check the disk of %s, or choose another folder"
                  .formatted(file, InputFiles.reason(e), folder),
              e);
    };
  }

  private static void fill(Path file, Content content) throws IOException {
    // Unlike a FileChannel, this stream takes no notice of interrupts.
    try (OutputStream out =
        new BufferedOutputStream(
            Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            BUFFER)) {
      content.writeTo(out);
    }
  }

  /** Waits until the disk has the file, through any interrupt. */
  private static void force(Path file, OpenOption option) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try (FileChannel channel = FileChannel.open(file, option)) {
          channel.force(true);
          return;
        } catch (ClosedByInterruptException _) {
          interrupted = true;
          Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** A new name is safe only when its folder is on the disk too. */
  private static void forceFolder(Path folder) {
    try {
      force(folder, StandardOpenOption.READ);
    } catch (IOException _) {
      // Windows and some network disks cannot do it. The file is whole and in its place already.
    }
  }

  /** Finds nothing to do when the file has been moved into place. */
  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException _) {
      // The failure that left it there is on its way to the caller.
    }
  }
}
