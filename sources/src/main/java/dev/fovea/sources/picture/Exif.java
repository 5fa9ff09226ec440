package dev.fovea.sources.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads the one number of an Exif block that changes what a picture shows. */
final class Exif {

  /** What stands before the block in a JPEG file, and sometimes in a WebP file. */
  static final byte[] SIGNATURE = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

  private static final int ORIENTATION = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY = 12;

  private Exif() {}

  /**
   * The orientation that an Exif block (TIFF 6.0, section 2) tells in its first directory.
   *
   * @return upright if there is none, or the block is damaged
   */
  static Orientation orientation(byte[] file, int from, int to) {
    ByteBuffer block = ByteBuffer.wrap(file, from, Math.max(0, to - from)).slice();
    if (block.limit() < 8) {
      return Orientation.UPRIGHT;
    }
    switch (block.getShort(0)) {
      case 0x4949 -> block.order(ByteOrder.LITTLE_ENDIAN);
      case 0x4d4d -> block.order(ByteOrder.BIG_ENDIAN);
      default -> {
        return Orientation.UPRIGHT;
      }
    }
    long directory = Integer.toUnsignedLong(block.getInt(4));
    if (block.getShort(2) != 42 || directory > block.limit() - 2) {
      return Orientation.UPRIGHT;
    }
    int entries = Short.toUnsignedInt(block.getShort((int) directory));
    int at = (int) directory + 2;
    for (int i = 0; i < entries && at <= block.limit() - ENTRY; i++, at += ENTRY) {
      if (Short.toUnsignedInt(block.getShort(at)) == ORIENTATION
          && block.getShort(at + 2) == SHORT) {
        return Orientation.of(block.getShort(at + 8));
      }
    }
    return Orientation.UPRIGHT;
  }
}
