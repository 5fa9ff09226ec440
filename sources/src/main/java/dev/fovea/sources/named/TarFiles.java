package dev.fovea.sources.named;

import dev.fovea.data.InputException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds files of known names in a tar (POSIX ustar). Nothing is written anywhere. */
final class TarFiles {

  private static final int BLOCK = 512;

  /** More than any archive read here unpacks to: a bomb stops there. */
  private static final long MOST = 1L << 30;

  private TarFiles() {}

  /**
   * Reads until all are found.
   *
   * @param archive what messages call it
   * @param in the unpacked tar
   * @param wanted the files' full names
   * @param each the longest that one may be
   * @return those that are there, by name
   * @throws InputException if it is no tar, is damaged, or a file is too long
   */
  static Map<String, byte[]> read(String archive, InputStream in, Set<String> wanted, int each) {
    Map<String, byte[]> found = new TreeMap<>();
    try {
      byte[] header = new byte[BLOCK];
      for (long at = 0; found.size() < wanted.size() && at < MOST; ) {
        if (in.readNBytes(header, 0, BLOCK) < BLOCK || header[0] == 0) {
          break;
        }
        String name = text(header, 0, 100);
        long size = number(archive, header, 124, 12);
        if (number(archive, header, 148, 8) != sum(header)) {
          throw damaged(archive, "the header of " + printable(name) + " is wrong");
        }
        boolean plain = header[156] == '0' || header[156] == 0;
        if (plain && wanted.contains(name)) {
          if (size > each) {
            throw damaged(archive, "%s has %d bytes".formatted(name, size));
          }
          byte[] content = in.readNBytes((int) size);
          if (content.length < size) {
            throw new EOFException();
          }
          found.put(name, content);
          in.skipNBytes(padded(size) - size);
        } else {
          if (size > MOST) {
            throw damaged(archive, "%s has %d bytes".formatted(printable(name), size));
          }
          in.skipNBytes(padded(size));
        }
        at += BLOCK + padded(size);
      }
      return found;
    } catch (EOFException e) {
      throw new InputException(archive + " is cut off: delete it and fetch it again", e);
    } catch (IOException e) {
      throw damaged(archive, e.getMessage());
    }
  }

  private static long padded(long size) {
    return (size + BLOCK - 1) / BLOCK * BLOCK;
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.ISO_8859_1);
  }

  /** Octal digits, with spaces or zero bytes around. */
  private static long number(String archive, byte[] header, int from, int length) {
    String digits = text(header, from, length).strip();
    if (!digits.matches("[0-7]{1,11}")) {
      throw damaged(archive, "it is no tar");
    }
    return Long.parseLong(digits, 8);
  }

  /** The sum of the header's bytes, its own field taken as spaces. */
  private static long sum(byte[] header) {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : Byte.toUnsignedInt(header[i]);
    }
    return sum;
  }

  private static String printable(String name) {
    return name.replaceAll("[^ -~]", "?");
  }

  private static InputException damaged(String archive, String why) {
    return new InputException(
        "%s is damaged (%s): delete it and fetch it again".formatted(archive, why));
  }
}
