package dev.fovea.sources.picture;

import dev.fovea.data.InputException;
import dev.fovea.data.InputFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of a table of text: cells apart by commas, semicolons or tabs, in quotes where they hold
 * one of these (RFC 4180, but a cell ends with its line).
 *
 * @param table the file it stands in
 * @param line which line, from 1
 * @param cells without quotes and without blanks around them
 */
record CsvRow(Path table, int line, List<String> cells) {

  private static final long MAX_BYTES = 256L << 20;

  /**
   * Reads the rows of a UTF-8 file, without blank lines.
   *
   * @throws InputException if it cannot be read, is too large, is no UTF-8, or a quote is not
   *     closed
   */
  static List<CsvRow> read(Path table) {
    List<CsvRow> rows = new ArrayList<>();
    try {
      if (Files.size(table) > MAX_BYTES) {
        throw new InputException(
            "%s has more than %d MiB: split it".formatted(table, MAX_BYTES >> 20));
      }
      try (BufferedReader reader = Files.newBufferedReader(table, StandardCharsets.UTF_8)) {
        char separator = 0;
        int number = 0;
        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
          number++;
          String line = number == 1 && text.startsWith("\ufeff") ? text.substring(1) : text;
          if (line.isBlank()) {
            continue;
          }
          separator = separator == 0 ? separator(line) : separator;
          rows.add(new CsvRow(table, number, cells(table, number, line, separator)));
        }
      }
    } catch (CharacterCodingException e) {
      throw new InputException(table + " is no UTF-8 text: save it as UTF-8", e);
    } catch (IOException e) {
      throw InputFiles.unreadable(table, e);
    }
    return rows;
  }

  /** For messages: {@code line 3 of labels.csv}. */
  String place() {
    return place(table, line);
  }

  private static String place(Path table, int line) {
    return "line %d of %s".formatted(line, table);
  }

  /** The first of the three outside of quotes. */
  private static char separator(String line) {
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      quoted ^= c == '"';
      if (!quoted && (c == ',' || c == ';' || c == '\t')) {
        return c;
      }
    }
    return ',';
  }

  private static List<String> cells(Path table, int number, String line, char separator) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append(c); // two quotes are one
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    if (quoted) {
      throw new InputException(
          place(table, number) + " does not close a quote: add the missing one");
    }
    cells.add(cell.toString().strip());
    return List.copyOf(cells);
  }
}
