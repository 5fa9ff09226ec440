package dev.fovea.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Makes idx files in memory, right ones and wrong ones. */
final class IdxBytes {

  static final List<String> DIGITS = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

  private IdxBytes() {}

  /** The header's numbers and then the body. */
  static byte[] file(byte[] body, int... header) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * header.length + body.length);
    for (int number : header) {
      bytes.putInt(number);
    }
    return bytes.put(body).array();
  }

  /** The images of a data set. */
  static byte[] images(Dataset data) {
    return file(data.pixels(), 0x803, data.size(), data.height(), data.width());
  }

  /** The labels of a data set. */
  static byte[] labels(Dataset data) {
    byte[] body = new byte[data.size()];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) data.label(i);
    }
    return file(body, 0x801, data.size());
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /** Reads two files named "images" and "labels". */
  static Dataset read(byte[] images, byte[] labels) {
    return Idx.read(
        "test",
        new Idx.Source("images", new ByteArrayInputStream(images)),
        new Idx.Source("labels", new ByteArrayInputStream(labels)),
        DIGITS);
  }
}
