package dev.fovea.sources.named;

import dev.fovea.data.InputException;
import dev.fovea.data.InputFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * A download that is not complete: {@code FILE.part}, and {@code FILE.part.from}, which says of
 * which version of which URL it is a part.
 *
 * @param target the file that it becomes
 */
record PartFile(Path target) {

  Path data() {
    return target.resolveSibling(target.getFileName() + ".part");
  }

  private Path origin() {
    return target.resolveSibling(target.getFileName() + ".part.from");
  }

  /** Bytes that are there. */
  long length() {
    try {
      return Files.exists(data()) ? Files.size(data()) : 0;
    } catch (IOException e) {
      throw InputFiles.unreadable(data(), e);
    }
  }

  /**
   * The ETag or the date of the version that this is a part of, if it is known to be of that URL.
   */
  Optional<String> version(URI uri) {
    List<String> lines = source();
    return lines.size() == 2 && lines.getFirst().equals(uri.toString())
        ? Optional.of(lines.getLast())
        : Optional.empty();
  }

  /** The URL and the version that this is a part of; nothing where they are not known. */
  List<String> source() {
    try {
      return Files.readAllLines(origin());
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Notes where the bytes that follow come from. */
  void remember(URI uri, Optional<String> version) {
    try {
      if (version.isPresent()) {
        Files.write(origin(), List.of(uri.toString(), version.get()));
      } else {
        Files.deleteIfExists(origin());
      }
    } catch (IOException e) {
      throw unwritable(origin(), e);
    }
  }

  /** Opens it for writing: its first {@code keep} bytes stay, all others go. */
  OutputStream append(long keep) {
    try {
      if (keep == 0) {
        return Files.newOutputStream(data());
      }
      try (FileChannel channel = FileChannel.open(data(), StandardOpenOption.WRITE)) {
        channel.truncate(keep);
      }
      return Files.newOutputStream(data(), StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw unwritable(data(), e);
    }
  }

  /** Removes it. */
  void discard() {
    try {
      Files.deleteIfExists(data());
      Files.deleteIfExists(origin());
    } catch (IOException e) {
      throw unwritable(data(), e);
    }
  }

  /** Makes it the target: at no time, not even after a power cut, is there half a file. */
  void finish() {
    try {
      try (FileChannel channel = FileChannel.open(data(), StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      try {
        Files.move(
            data(), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(data(), target, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.deleteIfExists(origin());
    } catch (IOException e) {
      throw unwritable(target, e);
    }
    try (FileChannel folder = FileChannel.open(target.toAbsolutePath().getParent())) {
      folder.force(true);
    } catch (IOException e) {
      // Windows cannot open a folder; the move itself is done.
      return;
    }
  }

  /** What the system refused when something was to be written in the cache. */
  static InputException unwritable(Path path, IOException e) {
    return new InputException(
        "%s cannot be written (%s): make room there, or choose another folder with --cache"
                .formatted(path, InputFiles.reason(e))
            + " or FOVEA_CACHE",
        e);
  }
}
