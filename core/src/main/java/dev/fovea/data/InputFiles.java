package dev.fovea.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Opens files that a user named, and says why one cannot be read. */
public final class InputFiles {

  private InputFiles() {}

  /**
   * Opens a file.
   *
   * @throws InputException if there is none, it is a folder, or it may not be read
   */
  public static InputStream open(Path file) {
    // Opening a folder succeeds on some systems, and only reading it fails.
    if (Files.isDirectory(file)) {
      throw new InputException(file + " is a folder: name a file in it");
    }
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Refuses what is neither a file nor a folder: opening a pipe can wait for ever.
   *
   * @throws InputException if it is such a thing
   */
  public static void requireRegular(Path file) {
    if (Files.exists(file) && !Files.isDirectory(file) && !Files.isRegularFile(file)) {
      throw new InputException(file + " is no regular file: save it to disk first");
    }
  }

  /** What the system refused when {@code file} was to be read, with a remedy. */
  public static InputException unreadable(Path file, IOException e) {
    return switch (e) {
      case NoSuchFileException gone ->
          new InputException(file + " does not exist: check the path", gone);
      case AccessDeniedException denied ->
          new InputException(file + " may not be read: ask for permission (chmod +r)", denied);
      default ->
          new InputException(
              "%s cannot be read (%s): check the file and its disk".formatted(file, reason(e)), e);
    };
  }

  /** The system's words without the file's name. */
  public static String reason(IOException e) {
    String reason =
        switch (e) {
          case ClosedByInterruptException _ -> "it was interrupted";
          case FileSystemException system -> system.getReason();
          default -> e.getMessage();
        };
    return reason == null ? e.getClass().getSimpleName() : reason;
  }
}
