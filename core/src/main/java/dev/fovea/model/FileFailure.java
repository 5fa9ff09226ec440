package dev.fovea.model;

import dev.fovea.data.InputException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What the operating system refused, as a sentence with a remedy. */
final class FileFailure {

  private FileFailure() {}

  static InputException unreadable(Path file, IOException e) {
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

  static InputException unwritable(Path file, Path folder, IOException e) {
    return switch (e) {
      case AccessDeniedException denied ->
          new InputException(
              "%s cannot be written: ask for the right to write into %s, or choose another folder"
                  .formatted(file, folder),
              denied);
      default ->
          new InputException(
              "%s cannot be written (%s): check the disk of %s, or choose another folder"
                  .formatted(file, reason(e), folder),
              e);
    };
  }

  private static String reason(IOException e) {
    String reason =
        switch (e) {
          case ClosedByInterruptException _ -> "it was interrupted";
          case NoSuchFileException _ -> "its folder takes no new file";
          case FileSystemException system -> system.getReason();
          default -> e.getMessage();
        };
    return reason == null ? e.getClass().getSimpleName() : reason;
  }
}
