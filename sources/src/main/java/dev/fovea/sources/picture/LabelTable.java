package dev.fovea.sources.picture;

import dev.fovea.data.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table {@value #NAME} beside the pictures, which tells the class of each. */
final class LabelTable {

  /** The table's file name. */
  static final String NAME = "labels.csv";

  private static final Set<String> FILE = Set.of("file", "filename", "image", "path", "id");
  private static final Set<String> LABEL = Set.of("label", "class", "target");
  private static final List<String> EXTENSIONS =
      List.of(".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp");

  private final Path folder;
  private final Path table;
  private final Map<Path, Set<String>> listed = new HashMap<>();

  private LabelTable(Path folder) {
    this.folder = folder;
    this.table = folder.resolve(NAME);
  }

  /** Where file and label stand in a row, and whether the first row only says so. */
  private record Columns(boolean header, int file, int label) {}

  /** Whether a folder has such a table. */
  static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(NAME));
  }

  /**
   * Lists the files in the order of the table. A file that does not exist is skipped.
   *
   * @throws InputException if the table is damaged, names something outside its folder, gives a
   *     file two labels, or names no file that exists
   */
  static List<Labelled> list(Path folder, Remarks remarks) {
    return new LabelTable(folder).read(remarks);
  }

  private List<Labelled> read(Remarks remarks) {
    List<CsvRow> rows = CsvRow.read(table);
    if (rows.isEmpty()) {
      throw new InputException(table + " is empty: give it the columns file,label");
    }
    Columns columns = columns(rows.getFirst());
    List<Labelled> all = new ArrayList<>();
    Map<Path, CsvRow> seen = new HashMap<>();
    for (CsvRow row : rows.subList(columns.header() ? 1 : 0, rows.size())) {
      String label = cell(row, columns.label(), "label");
      Path named = inFolder(row, cell(row, columns.file(), "file"));
      Optional<Path> file = existing(named);
      if (file.isEmpty()) {
        remarks.skip(
            () -> named + " does not exist, but %s names it: correct one".formatted(row.place()));
        continue;
      }
      CsvRow before = seen.putIfAbsent(file.get(), row);
      if (before == null) {
        all.add(new Labelled(file.get(), label));
      } else if (!label.equals(before.cells().get(columns.label()))) {
        throw new InputException(
            "%s gives %s another label than line %d: leave one of them"
                .formatted(row.place(), file.get(), before.line()));
      } else {
        remarks.tell("%s names %s again".formatted(row.place(), file.get()));
      }
    }
    if (all.isEmpty()) {
      throw new InputException(
          "%s names no file that exists in %s: put the pictures beside it"
              .formatted(table, folder));
    }
    return all;
  }

  /** The columns by the names in the first row; without names, the first is the file. */
  private Columns columns(CsvRow first) {
    List<String> cells = first.cells();
    int file = find(cells, FILE);
    int label = find(cells, LABEL);
    if (file >= 0 && label >= 0) {
      return new Columns(true, file, label);
    }
    if (cells.size() != 2) {
      throw new InputException(
          "%s has %d columns, and not the names file and label: name them in its first line"
              .formatted(first.place(), cells.size()));
    }
    // Of two columns, the name of one tells the other: id,breed.
    if (file >= 0) {
      return new Columns(true, file, 1 - file);
    }
    if (label >= 0) {
      return new Columns(true, 1 - label, label);
    }
    return new Columns(false, 0, 1);
  }

  private static int find(List<String> cells, Set<String> names) {
    for (int i = 0; i < cells.size(); i++) {
      if (names.contains(cells.get(i).toLowerCase(Locale.ROOT))) {
        return i;
      }
    }
    return -1;
  }

  private static String cell(CsvRow row, int column, String name) {
    if (column >= row.cells().size() || row.cells().get(column).isEmpty()) {
      throw new InputException("%s has no %s: fill it in".formatted(row.place(), name));
    }
    return row.cells().get(column);
  }

  private Path inFolder(CsvRow row, String name) {
    Path relative;
    try {
      relative = folder.getFileSystem().getPath(name.replace('\\', '/')).normalize();
    } catch (InvalidPathException e) {
      throw new InputException("%s names no file: correct it".formatted(row.place()), e);
    }
    if (relative.isAbsolute() || relative.startsWith("..") || relative.toString().isEmpty()) {
      throw new InputException(
          "%s names %s, outside of its folder: move the picture into %s"
              .formatted(row.place(), name, folder));
    }
    return folder.resolve(relative);
  }

  /** The file of that name, or of that name and an extension. */
  private Optional<Path> existing(Path named) {
    // A table may name a file in each of a million lines: the disk is asked once for a folder, and
    // otherwise only of what is there.
    Set<String> names = listed.computeIfAbsent(named.getParent(), LabelTable::names);
    if (names.isEmpty()) {
      return Optional.empty();
    }
    String name = named.getFileName().toString();
    if (Files.isRegularFile(named)) {
      return Optional.of(named);
    }
    for (String extension : EXTENSIONS) {
      for (String written : List.of(extension, extension.toUpperCase(Locale.ROOT))) {
        if (names.contains(name + written)) {
          Path file = named.resolveSibling(name + written);
          if (Files.isRegularFile(file)) {
            return Optional.of(file);
          }
        }
      }
    }
    return Optional.empty();
  }

  /** What a folder holds; nothing if it is none, or may not be read. */
  private static Set<String> names(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Set.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).collect(Collectors.toSet());
    } catch (IOException | UncheckedIOException _) {
      return Set.of();
    }
  }
}
