package dev.fovea.sources.strokes;

import dev.fovea.data.InputException;
import dev.fovea.data.InputFiles;
import dev.fovea.sources.values.Gunzip;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** The lines of a file, plain or in gzip, one at a time; those that are blank are passed over. */
final class Lines implements AutoCloseable {

  /** Room for a hundred times the longest of Google's, and little enough to hold. */
  static final int MAX_LENGTH = 1 << 20;

  /** Drawings pack to a third of their size or a quarter. */
  private static final int MOST_RATIO = 20;

  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int filled;
  private long ends;
  private long number;

  /**
   * Opens a file.
   *
   * @throws InputException if it cannot be read
   */
  Lines(Path file) {
    this.file = file;
    this.in = open(file);
  }

  /** Looks at the first two bytes to tell gzip from plain text; a name's ending proves nothing. */
  private static InputStream open(Path file) {
    InputStream opened = InputFiles.open(file);
    try {
      PushbackInputStream raw = new PushbackInputStream(opened, 2);
      byte[] start = raw.readNBytes(2);
      raw.unread(start);
      boolean gzip = start.length == 2 && start[0] == 0x1f && start[1] == (byte) 0x8b;
      return gzip ? new Gunzip(file, raw, BUFFER, MOST_RATIO) : raw;
    } catch (IOException e) {
      try {
        opened.close();
      } catch (IOException closing) {
        e.addSuppressed(closing);
      }
      throw failure(file, 0, e);
    }
  }

  /** Which line {@link #next} gave, from 1. */
  long number() {
    return number;
  }

  /**
   * The next line that is not blank, without its end and the blanks at its start; null after the
   * last.
   *
   * @throws InputException if it is too long, or the file cannot be read on
   */
  byte[] next() {
    // Nothing is copied of blank lines: a kilobyte of gzip may hold a million.
    while (more() && isBlank(buffer[at])) {
      if (buffer[at++] == '\n') {
        ends++;
      }
    }
    if (at == filled) {
      return null;
    }
    number = ends + 1;
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    read(line);
    return line.toByteArray();
  }

  private void read(ByteArrayOutputStream line) {
    do {
      int end = at;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      line.write(buffer, at, end - at);
      if (line.size() > MAX_LENGTH) {
        throw new InputException(
            "%s: line %d is longer than %d bytes: give a file with one drawing in each line"
                .formatted(file, number, MAX_LENGTH));
      }
      at = end;
      if (end < filled) {
        at++;
        ends++;
        return;
      }
    } while (more());
  }

  /** Whether there is a byte at {@link #at}, after reading on if need be. */
  private boolean more() {
    if (at < filled) {
      return true;
    }
    try {
      filled = Math.max(0, in.read(buffer));
      at = 0;
      return filled > 0;
    } catch (IOException e) {
      throw failure(file, number, e);
    }
  }

  private static boolean isBlank(byte b) {
    return b == '\n' || b == ' ' || b == '\t' || b == '\r';
  }

  private static InputException failure(Path file, long line, IOException e) {
    return switch (e) {
      case ZipException zip ->
          new InputException(
              "%s is damaged after line %d (gzip: %s): fetch it again"
                  .formatted(file, line, zip.getMessage()),
              zip);
      case EOFException eof ->
          new InputException(
              "%s is cut off within its gzip data, after line %d: fetch it again"
                  .formatted(file, line),
              eof);
      default -> InputFiles.unreadable(file, e);
    };
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw failure(file, number, e);
    }
  }
}
