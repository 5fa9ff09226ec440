package dev.fovea.sources.picture;

import dev.fovea.data.InputException;
import dev.fovea.data.InputFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Lists folders without what systems and archives leave in them. */
final class Listing {

  private static final Set<String> CLUTTER =
      Set.of("__macosx", "thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r");

  private Listing() {}

  /**
   * What a folder holds, sorted by name, without what is hidden.
   *
   * @throws InputException if it cannot be read
   */
  static List<Path> of(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(Listing::isMeant)
          .sorted(Comparator.comparing(entry -> entry.getFileName().toString()))
          .toList();
    } catch (IOException e) {
      throw InputFiles.unreadable(folder, e);
    } catch (UncheckedIOException e) {
      throw InputFiles.unreadable(folder, e.getCause());
    }
  }

  /** The folders in a folder, sorted by name, without what is hidden. */
  static List<Path> folders(Path folder) {
    return of(folder).stream().filter(Files::isDirectory).toList();
  }

  /**
   * All files below a folder, at any depth. Symbolic links are followed; a folder that is reached
   * for the second time, as in a loop of links, is told and not entered again.
   *
   * @throws InputException if a folder cannot be read
   */
  static List<Path> allFiles(Path folder, Remarks remarks) {
    List<Path> files = new ArrayList<>();
    Set<Path> entered = new HashSet<>();
    Deque<Path> open = new ArrayDeque<>(List.of(folder));
    while (!open.isEmpty()) {
      Path next = open.removeFirst();
      if (!entered.add(real(next))) {
        remarks.tell(next + " leads to a folder that was read already, and is not read again");
        continue;
      }
      for (Path entry : of(next)) {
        if (Files.isDirectory(entry)) {
          open.addLast(entry);
        } else {
          files.add(entry);
        }
      }
    }
    files.sort(Comparator.comparing(Path::toString));
    return files;
  }

  private static boolean isMeant(Path entry) {
    String name = entry.getFileName().toString();
    return !name.startsWith(".") && !CLUTTER.contains(name.toLowerCase(Locale.ROOT));
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw InputFiles.unreadable(folder, e);
    }
  }
}
