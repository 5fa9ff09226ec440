package dev.fovea.sources.named;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of an npy file, version 1.0, of unsigned bytes in rows of 784: that of a class of
 * Quick, Draw!.
 *
 * @param length its bytes, up to the first row
 * @param rows how many rows it promises
 */
record NpyHead(int length, long rows) {

  /** Bytes of a row: 28 x 28 pixels. */
  static final int ROW = 28 * 28;

  /** No header of such a file is longer: NumPy fills it up to a multiple of 16 or 64. */
  static final int LONGEST = 256;

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int FIXED = MAGIC.length + 2;

  private static final Pattern DICTIONARY =
      Pattern.compile(
          "\\{'descr': '[|<]?u1', 'fortran_order': False, 'shape': \\((\\d{1,9}), 784\\), \\}\\s*");

  /** Reads it off a file's first bytes; empty if they are another header or none. */
  static Optional<NpyHead> of(byte[] start) {
    if (start.length < FIXED || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      return Optional.empty();
    }
    int length = FIXED + Byte.toUnsignedInt(start[8]) + (Byte.toUnsignedInt(start[9]) << 8);
    if (length > Math.min(start.length, LONGEST)) {
      return Optional.empty();
    }
    Matcher matcher =
        DICTIONARY.matcher(new String(start, FIXED, length - FIXED, StandardCharsets.ISO_8859_1));
    return matcher.matches()
        ? Optional.of(new NpyHead(length, Long.parseLong(matcher.group(1))))
        : Optional.empty();
  }

  /** Bytes of a file with this header. */
  long fileLength() {
    return length + rows * ROW;
  }

  /** The header of the same length for fewer rows. */
  NpyHead withRows(long fewer) {
    return new NpyHead(length, fewer);
  }

  /** As it stands in a file. */
  byte[] bytes() {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) ' ');
    System.arraycopy(MAGIC, 0, bytes, 0, MAGIC.length);
    bytes[8] = (byte) (length - FIXED);
    bytes[9] = (byte) ((length - FIXED) >> 8);
    byte[] dictionary =
        "{'descr': '|u1', 'fortran_order': False, 'shape': (%d, 784), }"
            .formatted(rows)
            .getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(dictionary, 0, bytes, FIXED, dictionary.length);
    bytes[length - 1] = '\n';
    return bytes;
  }
}
