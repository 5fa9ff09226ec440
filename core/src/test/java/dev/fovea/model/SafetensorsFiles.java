package dev.fovea.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes safetensors files by hand, right and wrong ones. */
final class SafetensorsFiles {

  private SafetensorsFiles() {}

  /** A file of {@code header}, whatever it is, and {@code dataSize} zeros. */
  static byte[] of(String header, int dataSize) {
    return of(header.getBytes(StandardCharsets.UTF_8), new byte[dataSize]);
  }

  static byte[] of(byte[] header, byte[] data) {
    return ByteBuffer.allocate(Long.BYTES + header.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header.length)
        .put(header)
        .put(data)
        .array();
  }

  /** {@code "name":{...}} of a header. */
  static String entry(String name, String dtype, String shape, long begin, long end) {
    return "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
        .formatted(name, dtype, shape, begin, end);
  }

  static Path save(Path folder, byte[] bytes) {
    try {
      return Files.write(folder.resolve("some.safetensors"), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
