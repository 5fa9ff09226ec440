package dev.fovea.sources.array;

import dev.fovea.data.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an npy file says before its numbers, versions 1 to 3 of the format (NEP 1 of numpy).
 *
 * @param type of the numbers
 * @param fortran whether the first index runs fastest, not the last
 * @param shape how many numbers along each axis
 * @param dataAt how many bytes come before the numbers
 */
record NpyHeader(NpyType type, boolean fortran, List<Long> shape, long dataAt) {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** numpy's own headers have some 100 bytes. */
  private static final int LONGEST = 1 << 16;

  static byte[] magic() {
    return MAGIC.clone();
  }

  /**
   * Reads a header, and leaves the stream at the first number.
   *
   * @param file what messages call it
   * @throws InputException if this is no npy header, or one of an array that cannot be used
   * @throws IOException if the stream cannot be read
   */
  static NpyHeader read(String file, InputStream in) throws IOException {
    byte[] start = in.readNBytes(8);
    if (start.length < 8 || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new InputException(
          file + " is no npy array: it does not start as one; save it with numpy.save");
    }
    int version = start[6];
    if (version < 1 || version > 3) {
      throw new InputException(
          "%s has version %d of the npy format, but 1 to 3 are known: save it with numpy.save"
              .formatted(file, Byte.toUnsignedInt(start[6])));
    }
    int digits = version == 1 ? 2 : 4;
    byte[] length = in.readNBytes(digits);
    long size = 0;
    for (int i = length.length - 1; i >= 0; i--) {
      size = size << 8 | Byte.toUnsignedInt(length[i]);
    }
    if (size > LONGEST) {
      throw new InputException(
          "%s promises a header of %d bytes, over the limit of %d: it is damaged; fetch it again"
              .formatted(file, size, LONGEST));
    }
    byte[] text = in.readNBytes((int) size);
    if (length.length < digits || text.length < size) {
      throw new InputException(file + " ends within its header: fetch it again");
    }
    NpyHeaderText.Fields fields =
        new NpyHeaderText(file, new String(text, StandardCharsets.UTF_8)).parse();
    return new NpyHeader(
        NpyType.of(file, fields.descr()), fields.fortran(), fields.shape(), 8 + digits + size);
  }

  /** For messages, as numpy shows it: {@code float32 (60000, 28, 28)}. */
  String text() {
    return type.name() + " " + tuple(shape);
  }

  static String tuple(List<Long> numbers) {
    return numbers.stream()
        .map(String::valueOf)
        .collect(Collectors.joining(", ", "(", numbers.size() == 1 ? ",)" : ")"));
  }
}
