package dev.fovea.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Pictures of almost as many pixels as are allowed, in small files. */
final class LargePictures {

  private static final int SIDE = 7070;
  private static final int SIDE_OF_WEBP = 4470; // of the largest that is read

  private LargePictures() {}

  /** A bit for a pixel; and a JPEG picture that goes over its pixels thousands of times. */
  static List<byte[]> ofOneSize() {
    return List.of(png(1, 0), jpeg(11), jpeg(8000));
  }

  /** Three bytes for a pixel; and what is slow to decode. */
  static List<byte[]> ofTheirOwn() {
    return List.of(png(8, 2), jpeg(11), webp(SIDE_OF_WEBP), webp(SIDE));
  }

  private static byte[] png(int bits, int kind) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] row = new byte[1 + (SIDE * bits * (kind == 2 ? 3 : 1) + 7) / 8];
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed, new Deflater(1))) {
      for (int y = 0; y < SIDE; y++) {
        out.write(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(SIDE)
            .putInt(SIDE)
            .put(new byte[] {(byte) bits, (byte) kind, 0, 0, 0})
            .array();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    png.writeBytes(chunk("IHDR", header));
    png.writeBytes(chunk("IDAT", packed.toByteArray()));
    png.writeBytes(chunk("IEND", new byte[0]));
    return png.toByteArray();
  }

  private static byte[] chunk(String name, byte[] data) {
    ByteBuffer chunk =
        ByteBuffer.allocate(12 + data.length).putInt(data.length).put(text(name)).put(data);
    CRC32 sum = new CRC32();
    sum.update(chunk.array(), 4, 4 + data.length);
    return chunk.putInt((int) sum.getValue()).array();
  }

  /**
   * A progressive picture: one scan that says of each block that it is gray, and more of nothing.
   */
  private static byte[] jpeg(int more) {
    int blocks = (SIDE + 7) / 8 * ((SIDE + 7) / 8);
    byte[] ones = new byte[65];
    Arrays.fill(ones, 1, 65, (byte) 1);
    byte[] frame = {8, SIDE >> 8, (byte) SIDE, SIDE >> 8, (byte) SIDE, 1, 1, 0x11, 0};
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    jpeg.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8});
    jpeg.writeBytes(segment(0xdb, ones));
    jpeg.writeBytes(segment(0xc2, frame));
    jpeg.writeBytes(segment(0xc4, code(0, 0)));
    jpeg.writeBytes(segment(0xc4, code(0x10, 0xe0)));
    jpeg.writeBytes(segment(0xda, new byte[] {1, 1, 0, 0, 0, 0}));
    jpeg.writeBytes(new byte[(blocks + 7) / 8]);
    byte[] scan = segment(0xda, new byte[] {1, 1, 0, 1, 63, 0});
    byte[] nothing = nothing(blocks);
    for (int i = 0; i < more; i++) {
      jpeg.writeBytes(scan);
      jpeg.writeBytes(nothing);
    }
    jpeg.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd9});
    return jpeg.toByteArray();
  }

  private static byte[] segment(int marker, byte[] data) {
    return ByteBuffer.allocate(4 + data.length)
        .put((byte) 0xff)
        .put((byte) marker)
        .putShort((short) (2 + data.length))
        .put(data)
        .array();
  }

  /** A code whose only word is one bit. */
  private static byte[] code(int table, int symbol) {
    byte[] code = new byte[18];
    code[0] = (byte) table;
    code[1] = 1;
    code[17] = (byte) symbol;
    return code;
  }

  /** That all blocks stay as they are: 15 bits of zero for each 16,384 of them. */
  private static byte[] nothing(int blocks) {
    return new byte[(Math.ceilDiv(blocks, 1 << 14) * 15 + 7) / 8];
  }

  /** A frame of VP8 all of whose bits are zero but for its header (RFC 6386, section 9.1). */
  private static byte[] webp(int side) {
    int size = 990_000;
    int firstPart = 500_000;
    return ByteBuffer.allocate(20 + size)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(text("RIFF"))
        .putInt(12 + size)
        .put(text("WEBPVP8 "))
        .putInt(size)
        .putShort((short) (1 << 4 | firstPart << 5))
        .put((byte) (firstPart >> 11))
        .put(new byte[] {(byte) 0x9d, 1, 0x2a})
        .putShort((short) side)
        .putShort((short) side)
        .array();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
