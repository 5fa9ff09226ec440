package dev.fovea.cli;

import dev.fovea.data.InputException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command will write. */
final class OutputFile {

  private OutputFile() {}

  /**
   * Finds out before work begins whether it may be written.
   *
   * @param option the one that names it: {@code --out}
   * @throws InputException if it has no name, is a folder, or is there and may not be replaced
   */
  static void check(String option, Path file, boolean overwrite) {
    if (file.toString().isEmpty()) {
      throw new InputException(option + " has no name: give that of a file");
    }
    if (Files.isDirectory(file)) {
      throw new InputException(file + " is a folder: give the name of a file in it");
    }
    if (Files.exists(file) && !overwrite) {
      throw new InputException(
          file + " exists already: name another file, or add --overwrite to replace it");
    }
  }
}
