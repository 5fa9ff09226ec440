package dev.fovea.sources.table;

import dev.fovea.data.InputException;
import dev.fovea.data.InputFiles;
import dev.fovea.sources.values.Gunzip;
import dev.fovea.sources.values.Starts;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** The bytes of a text file, raw or gzip, one at a time, without the mark of UTF-8 at its start. */
final class TextBytes implements AutoCloseable {

  private static final int BUFFER = 1 << 16;

  /** Tables of digits pack to a tenth, of pixels that are 0 or 1 to a fortieth. */
  private static final int MOST_RATIO = 100;

  private final Path file;
  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;

  /**
   * Opens a file.
   *
   * @throws InputException if it cannot be read, or is UTF-16
   */
  TextBytes(Path file) {
    this.file = file;
    this.in = opened(file);
    fill();
    if (end >= 3
        && buffer[0] == (byte) 0xef
        && buffer[1] == (byte) 0xbb
        && buffer[2] == (byte) 0xbf) {
      at = 3;
    } else if (end >= 2 && (isMark(0xff, 0xfe) || isMark(0xfe, 0xff))) {
      close();
      throw new InputException(file + " is UTF-16 text: save it as UTF-8");
    }
  }

  private boolean isMark(int first, int second) {
    return buffer[0] == (byte) first && buffer[1] == (byte) second;
  }

  private static InputStream opened(Path file) {
    boolean gzip = Starts.are(file, (byte) 0x1f, (byte) 0x8b);
    InputStream raw = Starts.open(file);
    if (!gzip) {
      return raw;
    }
    try {
      return new Gunzip(file, raw, BUFFER, MOST_RATIO);
    } catch (IOException e) {
      closeQuietly(raw);
      throw failure(file, e);
    }
  }

  private static void closeQuietly(InputStream in) {
    try {
      in.close();
    } catch (IOException _) {
      // What went wrong before matters more.
    }
  }

  /** The next byte, 0 to 255, or -1 at the end. */
  int next() {
    return at < end ? buffer[at++] & 0xff : afterFill();
  }

  /** The byte that {@link #next} will give. */
  int peek() {
    int next = next();
    if (next >= 0) {
      at--;
    }
    return next;
  }

  private int afterFill() {
    fill();
    return end > 0 ? buffer[at++] & 0xff : -1;
  }

  private void fill() {
    try {
      at = 0;
      end = Math.max(0, in.readNBytes(buffer, 0, BUFFER));
    } catch (IOException e) {
      closeQuietly(in);
      throw failure(file, e);
    }
  }

  private static InputException failure(Path file, IOException e) {
    return switch (e) {
      case ZipException zip ->
          new InputException(
              "%s is damaged (gzip: %s): fetch it again".formatted(file, zip.getMessage()), zip);
      case EOFException eof ->
          new InputException(file + " is cut off within its gzip data: fetch it again", eof);
      default -> InputFiles.unreadable(file, e);
    };
  }

  @Override
  public void close() {
    closeQuietly(in);
  }
}
