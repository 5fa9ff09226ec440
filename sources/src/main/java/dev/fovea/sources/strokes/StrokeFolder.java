package dev.fovea.sources.strokes;

import dev.fovea.data.InputException;
import dev.fovea.data.InputFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What lies in a folder of drawings, hidden files and folders left aside.
 *
 * @param folder the folder
 * @param files its files of drawings, by name
 * @param others how many other files there are
 */
record StrokeFolder(Path folder, List<Path> files, int others) {

  /**
   * Looks into a folder.
   *
   * @throws InputException if it cannot be listed
   */
  static StrokeFolder list(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> all =
          entries
              .filter(file -> !name(file).startsWith(".") && Files.isRegularFile(file))
              .sorted()
              .toList();
      List<Path> files = all.stream().filter(StrokeFolder::named).toList();
      return new StrokeFolder(folder, files, all.size() - files.size());
    } catch (IOException e) {
      throw InputFiles.unreadable(folder, e);
    }
  }

  /**
   * A sentence about other files, if there are any.
   *
   * @throws InputException instead, if they are an error
   */
  Optional<String> remark(boolean strict) {
    if (others == 0) {
      return Optional.empty();
    }
    String sentence =
        "%s has %d %s no .ndjson"
            .formatted(folder, others, others == 1 ? "file that is" : "files that are");
    if (strict) {
      throw new InputException(sentence + ": move them elsewhere, or read without strictness");
    }
    return Optional.of(sentence + " and " + (others == 1 ? "was" : "were") + " passed over");
  }

  private static boolean named(Path file) {
    String name = name(file);
    return name.endsWith(".ndjson") || name.endsWith(".ndjson.gz");
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
