package dev.fovea.sources.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A picture file without its colour profile, and how it is to be turned.
 *
 * <p>The readers of JPEG and WebP apply a profile, or fail at one that does not suit them. Without
 * it they give the samples as they stand in the file.
 *
 * @param bytes what a reader is given
 * @param orientation how the picture that it gives is to be turned
 */
record Container(byte[] bytes, Orientation orientation) {

  private static final byte[] PROFILE = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);

  private static final int APP1 = 0xe1;
  private static final int APP2 = 0xe2;
  private static final int START_OF_SCAN = 0xda;
  private static final int END_OF_IMAGE = 0xd9;

  private static final int RIFF_HEADER = 12;
  private static final int CHUNK_HEADER = 8;

  /** In the first byte of a VP8X chunk: there is a profile. */
  private static final int HAS_PROFILE = 0x20;

  /** Opens a file. What is damaged is left for the reader to find. */
  static Container of(PictureFormat format, byte[] file) {
    return switch (format) {
      case JPEG -> ofJpeg(file);
      case WEBP -> ofWebp(file);
      case PNG, GIF, BMP -> new Container(file, Orientation.UPRIGHT);
    };
  }

  /**
   * Whether a WebP file is shorter than it says it is. Its reader would leave black what is
   * missing.
   */
  static boolean isCutOff(PictureFormat format, byte[] file) {
    if (format != PictureFormat.WEBP || file.length < RIFF_HEADER) {
      return false;
    }
    long size = Integer.toUnsignedLong(littleEndian(file).getInt(4)) + 8;
    return file.length < size - 1; // some writers leave out the last byte if it only fills up
  }

  /** Walks the segments of a JPEG file (ITU T.81, annex B) up to the first scan. */
  private static Container ofJpeg(byte[] file) {
    Orientation orientation = null;
    ByteArrayOutputStream stripped = null;
    int kept = 0;
    int at = 2;
    while (at + 4 <= file.length && file[at] == (byte) 0xff) {
      int marker = Byte.toUnsignedInt(file[at + 1]);
      if (marker == 0xff) { // any number of these may fill up
        at++;
        continue;
      }
      if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
        break;
      }
      int length = Byte.toUnsignedInt(file[at + 2]) << 8 | Byte.toUnsignedInt(file[at + 3]);
      int end = at + 2 + length;
      if (length < 2 || end > file.length) {
        break;
      }
      int body = at + 4;
      if (marker == APP1 && orientation == null && startsWith(file, body, end, Exif.SIGNATURE)) {
        orientation = Exif.orientation(file, body + Exif.SIGNATURE.length, end);
      } else if (marker == APP2 && startsWith(file, body, end, PROFILE)) {
        stripped = stripped == null ? new ByteArrayOutputStream(file.length) : stripped;
        stripped.write(file, kept, at - kept);
        kept = end;
      }
      at = end;
    }
    byte[] bytes = file;
    if (stripped != null) {
      stripped.write(file, kept, file.length - kept);
      bytes = stripped.toByteArray();
    }
    return new Container(bytes, orientation == null ? Orientation.UPRIGHT : orientation);
  }

  /** Walks the chunks of a WebP file (RFC 9649, section 2). */
  private static Container ofWebp(byte[] file) {
    if (file.length <= RIFF_HEADER + CHUNK_HEADER || !isChunk(file, RIFF_HEADER, "VP8X")) {
      return new Container(file, Orientation.UPRIGHT); // the simple kinds have pixels alone
    }
    byte[] bytes = file;
    int flags = RIFF_HEADER + CHUNK_HEADER;
    if ((file[flags] & HAS_PROFILE) != 0) {
      bytes = file.clone();
      bytes[flags] &= ~HAS_PROFILE;
    }
    ByteBuffer sizes = littleEndian(file);
    Orientation orientation = Orientation.UPRIGHT;
    long at = RIFF_HEADER;
    while (at + CHUNK_HEADER <= file.length) {
      long size = Integer.toUnsignedLong(sizes.getInt((int) at + 4));
      int body = (int) at + CHUNK_HEADER;
      if (isChunk(file, (int) at, "EXIF") && body + size <= file.length) {
        int end = (int) (body + size);
        int skip = startsWith(file, body, end, Exif.SIGNATURE) ? Exif.SIGNATURE.length : 0;
        orientation = Exif.orientation(file, body + skip, end);
      }
      at += CHUNK_HEADER + size + (size & 1); // chunks begin at even places
    }
    return new Container(bytes, orientation);
  }

  private static ByteBuffer littleEndian(byte[] file) {
    return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static boolean isChunk(byte[] file, int at, String name) {
    return startsWith(file, at, file.length, name.getBytes(StandardCharsets.US_ASCII));
  }

  private static boolean startsWith(byte[] file, int from, int to, byte[] start) {
    return from + start.length <= to
        && Arrays.equals(file, from, from + start.length, start, 0, start.length);
  }
}
