package dev.fovea.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** One idx file while it is read: its header's numbers, then its body. */
final class IdxReader {

  /** The longest array that every JVM can make. */
  private static final long MAX_BYTES = Integer.MAX_VALUE - 8;

  private static final int BUFFER = 1 << 17;
  private static final int FIRST_CHUNK = 1 << 20;

  /** How many times the bytes that have really come may be asked for: few copies, no big bluff. */
  private static final int GROWTH = 8;

  private final String file;
  private final InputStream in;

  /** Looks at the first two bytes to tell gzip from raw; a name's ending proves nothing. */
  IdxReader(Idx.Source source) {
    this.file = source.name();
    try {
      PushbackInputStream raw = new PushbackInputStream(source.stream(), 2);
      byte[] start = raw.readNBytes(2);
      if (start.length == 0) {
        throw new InputException(file + " is empty: fetch it again");
      }
      raw.unread(start);
      boolean gzip = start.length == 2 && start[0] == 0x1f && start[1] == (byte) 0x8b;
      this.in = gzip ? new GZIPInputStream(raw, BUFFER) : raw;
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** The first number, which says what the file holds. */
  void expectMagic(int magic, String holds) {
    long found = number();
    if (found != magic) {
      throw new InputException(
          "%s is no idx file of %s: it starts with 0x%08X instead of 0x%08X; give the right file"
              .formatted(file, holds, found, magic));
    }
  }

  /** The next number of the header, a count of {@code things}. */
  long size(String things) {
    long size = number();
    if (size == 0) {
      throw new InputException(
          "%s says that it has no %s: give a file with at least one image".formatted(file, things));
    }
    return size;
  }

  /** All the rest, which must be exactly {@code count x height x width} bytes. */
  byte[] body(long count, long height, long width) {
    int size = checkedSize(count, height, width);
    try {
      byte[] body = new byte[Math.min(size, FIRST_CHUNK)];
      int have = 0;
      while (true) {
        int read = in.readNBytes(body, have, body.length - have);
        have += read;
        if (have < body.length) {
          throw truncated(have, size);
        }
        if (have == size) {
          break;
        }
        body = Arrays.copyOf(body, (int) Math.min(size, (long) have * GROWTH));
      }
      // Also makes a gzip stream check its sum. One byte is enough: a bomb stops here.
      if (in.read() >= 0) {
        throw new InputException(
            "%s has more than the %d bytes that its header promises: it is damaged; fetch it again"
                .formatted(file, size));
      }
      return body;
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private int checkedSize(long count, long height, long width) {
    // Each factor is below 2^32: their product may overflow a long, and a double is near enough.
    double size = (double) count * height * width;
    long limit = Math.min(MAX_BYTES, Runtime.getRuntime().maxMemory());
    if (size > limit) {
      throw new InputException(
          "%s promises %d items of %d x %d bytes, over the limit of %d MiB"
                  .formatted(file, count, height, width, limit >> 20)
              + " (2 GiB, or this JVM's -Xmx): split it, or fetch it again if that is wrong");
    }
    return (int) size;
  }

  private long number() {
    try {
      byte[] bytes = in.readNBytes(4);
      if (bytes.length < 4) {
        throw new InputException(file + " ends within its header: fetch it again");
      }
      long number = 0;
      for (byte b : bytes) {
        number = number << 8 | Byte.toUnsignedInt(b);
      }
      return number;
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private InputException truncated(long have, long size) {
    return new InputException(
        "%s ends after %d of the %d bytes that its header promises: fetch it again"
            .formatted(file, have, size));
  }

  private InputException failure(IOException e) {
    return switch (e) {
      case ZipException zip ->
          new InputException(
              "%s is damaged (gzip: %s): fetch it again".formatted(file, zip.getMessage()), zip);
      case EOFException eof ->
          new InputException(file + " is cut off within its gzip data: fetch it again", eof);
      default ->
          new InputException(
              "%s cannot be read (%s): check the file and its disk".formatted(file, e.getMessage()),
              e);
    };
  }
}
