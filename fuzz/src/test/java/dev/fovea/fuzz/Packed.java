package dev.fovea.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Files that are a thousand times as large when they are unpacked; they are made in no time. */
final class Packed {

  private static final int MEBIBYTE = 1 << 20;

  /** A mebibyte of zeros. */
  static final byte[] BLACK = new byte[MEBIBYTE];

  /** A mebibyte of blank lines. */
  static final byte[] LINES = filled((byte) '\n');

  private static final String NAME = "x.npy";

  private Packed() {}

  private static byte[] filled(byte with) {
    byte[] bytes = new byte[MEBIBYTE];
    Arrays.fill(bytes, with);
    return bytes;
  }

  /** A beginning, and something else many times over: gzip files one after the other are one. */
  static byte[] gzip(byte[] first, byte[] then, int times) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(gzip(first));
    byte[] member = gzip(then);
    for (int i = 0; i < times; i++) {
      all.writeBytes(member);
    }
    return all.toByteArray();
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /** An archive of one array of zeros, of so many mebibytes; its check sum is wrong. */
  static byte[] npz(byte[] head, int mebibytes) {
    byte[] data = deflated(head, mebibytes);
    int size = head.length + mebibytes * MEBIBYTE;
    ByteBuffer zip =
        ByteBuffer.allocate(30 + 46 + 22 + 2 * NAME.length() + data.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    zip.putInt(0x04034b50).putShort((short) 20);
    entry(zip, data.length, size);
    zip.put(name()).put(data);
    int directory = zip.position();
    zip.putInt(0x02014b50).putShort((short) 20).putShort((short) 20);
    entry(zip, data.length, size);
    zip.put(new byte[14]).put(name());
    int length = zip.position() - directory;
    zip.putInt(0x06054b50).putInt(0).putShort((short) 1).putShort((short) 1);
    return zip.putInt(length).putInt(directory).putShort((short) 0).array();
  }

  private static void entry(ByteBuffer zip, int packed, int size) {
    zip.putShort((short) 0).putShort((short) 8).putInt(0).putInt(0).putInt(packed).putInt(size);
    zip.putShort((short) NAME.length()).putShort((short) 0);
  }

  private static byte[] name() {
    return NAME.getBytes(StandardCharsets.US_ASCII);
  }

  /** After a full flush, what follows does not look back: it can be copied. */
  private static byte[] deflated(byte[] head, int mebibytes) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (Deflater deflater = new Deflater(9, true)) {
      all.writeBytes(flushed(deflater, head));
      byte[] block = flushed(deflater, BLACK);
      for (int i = 0; i < mebibytes; i++) {
        all.writeBytes(block);
      }
    }
    all.writeBytes(new byte[] {3, 0}); // the last block, which is empty
    return all.toByteArray();
  }

  private static byte[] flushed(Deflater deflater, byte[] bytes) {
    byte[] packed = new byte[bytes.length + 100];
    deflater.setInput(bytes);
    int length = deflater.deflate(packed, 0, packed.length, Deflater.FULL_FLUSH);
    return Arrays.copyOf(packed, length);
  }
}
