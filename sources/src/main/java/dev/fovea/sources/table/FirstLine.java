package dev.fovea.sources.table;

import dev.fovea.data.InputException;
import java.nio.file.Path;
import java.util.List;

/**
 * The first line of a table, which tells how it is written.
 *
 * @param delimiter what separates fields: a comma, a semicolon or a tab
 * @param fields without quotes and the space around them
 */
record FirstLine(char delimiter, List<String> fields) {

  /** Room for 1024 x 1024 columns with names of 15 letters. */
  private static final int LONGEST = 1 << 24;

  /**
   * Reads it.
   *
   * @throws InputException if there is none, or nothing in it separates fields
   */
  static FirstLine of(Path file) {
    char delimiter = delimiter(file);
    try (TextBytes in = new TextBytes(file)) {
      return new FirstLine(delimiter, new Fields(file, in, delimiter).line());
    }
  }

  private static char delimiter(Path file) {
    int[] counts = new int[3];
    try (TextBytes in = new TextBytes(file)) {
      boolean quoted = false;
      boolean any = false;
      int length = 0;
      for (int c = in.next(); c >= 0; c = in.next()) {
        boolean lineEnd = c == '\n' || c == '\r';
        if (lineEnd && any) {
          break;
        }
        any |= !lineEnd;
        quoted ^= c == '"';
        int which = quoted ? -1 : ",;\t".indexOf(c);
        if (which >= 0) {
          counts[which]++;
        }
        if (++length > LONGEST) {
          throw new InputException(
              file + " has a first line of more than 16 MiB: it is no table of pixels");
        }
      }
      if (!any) {
        throw new InputException(file + " is empty: fetch it again");
      }
    }
    int most = Math.max(counts[0], Math.max(counts[1], counts[2]));
    if (most == 0) {
      throw new InputException(
          file + " is no table: there is no comma, semicolon or tab in its first line");
    }
    return counts[2] == most ? '\t' : counts[1] == most ? ';' : ',';
  }
}
