package dev.fovea.sources.table;

import dev.fovea.data.InputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Takes fields of any kind from a table, quoted or not, and counts its lines. */
final class Fields {

  /** The longest name of a column or class. */
  private static final int LONGEST = 1000;

  private static final int MOST = 1 << 20;

  private final Path file;
  private final TextBytes in;
  private final char delimiter;
  private final byte[] text = new byte[LONGEST];
  private int line = 1;
  private int ended;

  Fields(Path file, TextBytes in, char delimiter) {
    this.file = file;
    this.in = in;
    this.delimiter = delimiter;
  }

  /** The number of the line that is read, from 1. */
  int lineNumber() {
    return line;
  }

  /** What came after the last field that {@link #rest} gave: a delimiter, a line's end, or -1. */
  int ended() {
    return ended;
  }

  /** The first byte of the next line that is not blank; -1 if there is none. */
  int start() {
    int c = in.next();
    while (c == '\n' || c == '\r') {
      endLine(c);
      c = in.next();
    }
    return c;
  }

  /** Goes past a line's end of which {@code c} is read. */
  void endLine(int c) {
    if (c == '\r' && in.peek() == '\n') {
      in.next();
    }
    line++;
  }

  /** All fields of the next line that is not blank. */
  List<String> line() {
    List<String> fields = new ArrayList<>();
    int c = start();
    while (true) {
      fields.add(rest(0, c, fields.size()));
      if (ended != delimiter) {
        endLine(ended);
        return fields;
      }
      if (fields.size() == MOST) {
        throw new InputException(
            "%s has more than %d columns: it is no table of pixels".formatted(file, MOST));
      }
      c = in.next();
    }
  }

  /**
   * The field that goes on with {@code c}.
   *
   * @param digits how many bytes of it {@link #put} has been given
   * @param column from 0, for messages
   */
  String rest(int digits, int c, int column) {
    int length = digits;
    boolean quoted = false;
    int next = c;
    while (next >= 0 && (quoted || (next != delimiter && next != '\n' && next != '\r'))) {
      if (next == '"') {
        // Within quotes a quote is written twice.
        if (quoted && in.peek() == '"') {
          put(length++, in.next(), column);
        } else {
          quoted = !quoted;
        }
      } else {
        put(length++, next, column);
      }
      next = in.next();
    }
    if (quoted) {
      throw at(column, "a quote is not closed; mend it");
    }
    ended = next;
    String field = new String(text, 0, length, StandardCharsets.UTF_8);
    // Two names that differ in such a letter only would become one class.
    if (field.indexOf('\ufffd') >= 0) {
      throw at(column, "the text is no UTF-8; save the table as UTF-8");
    }
    return field.strip();
  }

  /** Sets a byte of the field that {@link #rest} will give. */
  void put(int index, int c, int column) {
    if (index == LONGEST) {
      throw at(column, "the field has more than " + LONGEST + " bytes; mend it");
    }
    text[index] = (byte) c;
  }

  /** What is wrong with a field of this line. */
  InputException at(int column, String what) {
    return new InputException("%s, line %d, column %d: %s".formatted(file, line, column + 1, what));
  }
}
