package dev.fovea.sources.named;

import dev.fovea.data.InputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.stream.Stream;

/** Held by the one that downloads into a folder; {@code FOLDER/.lock} stays there. */
final class FolderLock implements AutoCloseable {

  private static final Duration LOOK = Duration.ofMillis(50);

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Makes the folder and waits for whoever else downloads into it.
   *
   * @param patience how long the other one may do nothing that can be seen
   * @throws InputException if the folder cannot be written, or the other one has stopped
   */
  static FolderLock take(Path folder, Duration patience) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        await(channel, folder, patience);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
      return new FolderLock(channel);
    } catch (IOException e) {
      throw PartFile.unwritable(folder, e);
    }
  }

  private static void await(FileChannel channel, Path folder, Duration patience)
      throws IOException {
    long seen = state(folder);
    long since = System.nanoTime();
    while (!locked(channel)) {
      Pauses.sleep(LOOK);
      long now = state(folder);
      if (now != seen) {
        seen = now;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > patience.toNanos()) {
        throw new InputException(
            "%s is locked by another process that has done nothing for %d s: end that process"
                .formatted(folder, patience.toSeconds()));
      }
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      // Another thread of this process has it.
      return false;
    }
  }

  /** Changes whenever a file in the folder grows, comes or goes. */
  private static long state(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> 31L * file.hashCode() + file.toFile().length()).sum();
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new InputException("the lock of the cache cannot be let go: start again", e);
    }
  }
}
