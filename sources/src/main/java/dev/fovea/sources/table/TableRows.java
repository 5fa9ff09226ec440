package dev.fovea.sources.table;

import dev.fovea.data.InputException;
import dev.fovea.sources.values.Memory;
import dev.fovea.sources.values.Starts;
import java.nio.file.Path;

/**
 * Reads the lines of a table into pixels, byte by byte.
 *
 * <p>By hand and not by a library, because a library makes a string of each of the 55 million
 * values of 70,000 digits: on one file of 126 MB FastCSV 4.0 took about twice as long as this.
 */
final class TableRows {

  /** Values beyond 0, 1 or 255 by less than this are a rounding error of whoever wrote them. */
  private static final double SLACK = 1e-5;

  private final Path file;
  private final char delimiter;
  private final TableLayout layout;
  private final boolean unit;
  private final LabelColumn labels = new LabelColumn();
  private final int size;
  private byte[] pixels;
  private int rows;
  private boolean fractions;
  private double largest;

  /**
   * For one pass.
   *
   * @param unit whether values are 0 to 1, and not 0 to 255
   */
  TableRows(Path file, char delimiter, TableLayout layout, boolean unit) {
    this.file = file;
    this.delimiter = delimiter;
    this.layout = layout;
    this.unit = unit;
    this.size = layout.image().bytes();
    // A value and what follows it take two bytes at least: a raw file needs no more than this.
    long most = Starts.size(file) / (2L * layout.to().length) + 1;
    long wanted = Memory.product(most, size);
    this.pixels = Memory.bytes(file.toString(), Math.min(wanted, Memory.limit() / 4));
  }

  /** Reads them all. */
  void read() {
    try (TextBytes in = new TextBytes(file)) {
      Fields fields = new Fields(file, in, delimiter);
      if (layout.header()) {
        fields.line();
      }
      for (int c = fields.start(); c >= 0; c = fields.start()) {
        makeRoom();
        row(in, fields, c);
        rows++;
      }
      if (rows == 0) {
        throw new InputException(
            file + " has names of columns and no line of pixels: fetch it again");
      }
    }
  }

  private void makeRoom() {
    long needed = (rows + 1L) * size;
    if (needed > pixels.length) {
      Memory.check(file.toString(), needed);
      long more = Math.min(Memory.limit(), Math.max(needed, 2L * pixels.length));
      byte[] larger = Memory.bytes(file.toString(), more);
      System.arraycopy(pixels, 0, larger, 0, rows * size);
      pixels = larger;
    }
  }

  private void row(TextBytes in, Fields fields, int first) {
    int[] to = layout.to();
    int base = rows * size;
    int max = 0;
    int c = first;
    for (int column = 0; ; column++) {
      if (column == to.length) {
        throw fields.at(
            column,
            "there are more columns than the %d of the first line; mend it".formatted(to.length));
      }
      int place = to[column];
      int value = 0;
      int digits = 0;
      if (place >= 0) {
        while (c >= '0' && c <= '9' && digits < 8) {
          value = value * 10 + c - '0';
          fields.put(digits++, c, column);
          c = in.next();
        }
      }
      if (digits > 0 && value <= 255 && (c == delimiter || c == '\n' || c == '\r' || c < 0)) {
        pixels[base + place] = (byte) (unit ? value * 255 : value);
        max = Math.max(max, value);
      } else {
        other(fields, column, base, fields.rest(digits, c, column));
        c = fields.ended();
      }
      if (c != delimiter) {
        if (column + 1 != to.length) {
          throw fields.at(
              column,
              "the line ends after %d of the %d columns of the first; mend it"
                  .formatted(column + 1, to.length));
        }
        largest = Math.max(largest, max);
        if (c >= 0) {
          fields.endLine(c);
        }
        return;
      }
      c = in.next();
    }
  }

  /** A field that is not simply a number from 0 to 255. */
  private void other(Fields fields, int column, int base, String text) {
    int place = layout.to()[column];
    if (place == TableLayout.IGNORED) {
      return;
    }
    if (place == TableLayout.LABEL) {
      label(fields, column, text);
      return;
    }
    double value = Decimal.parse(text);
    // The comparison is false for what is no number.
    if (!(value >= -SLACK && value <= 255 + SLACK)) {
      throw fields.at(column, "'%s' is no number from 0 to 255; mend it".formatted(shown(text)));
    }
    fractions |= !Decimal.isWhole(text);
    largest = Math.max(largest, value);
    pixels[base + place] =
        (byte) Math.clamp((long) Math.floor(value * (unit ? 255 : 1) + 0.5), 0, 255);
  }

  private void label(Fields fields, int column, String text) {
    if (text.isEmpty()) {
      throw fields.at(column, "the label is missing; fill it in, or take the line away");
    }
    if (!labels.add(text)) {
      throw fields.at(column, "there are too many different labels; is this column the label?");
    }
  }

  private static String shown(String text) {
    String printable = text.replaceAll("\\p{C}", "?");
    return printable.length() > 40 ? printable.substring(0, 40) + "..." : printable;
  }

  /** Whether some values are written as fractions, and none is over 1: they are 0 to 1. */
  boolean isUnit() {
    return fractions && largest <= 1 + SLACK;
  }

  /** The pixels of all lines. */
  byte[] pixels() {
    if (pixels.length == rows * size) {
      return pixels;
    }
    byte[] exact = Memory.bytes(file.toString(), rows * (long) size);
    System.arraycopy(pixels, 0, exact, 0, exact.length);
    return exact;
  }

  LabelColumn.Labels labels() {
    return labels.labels();
  }
}
