package dev.fovea.model;

import dev.fovea.data.InputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes safetensors files of F32 tensors. The same content always gives the same bytes: metadata
 * stand sorted by key, tensors in the given order, and the header is padded with spaces so that the
 * data begin at a multiple of 8.
 */
public final class SafetensorsWriter {

  private static final int CHUNK = 1 << 16;

  private SafetensorsWriter() {}

  /**
   * A tensor to write.
   *
   * @param name unique in the file
   * @param shape sizes, outermost first
   * @param values its numbers, row-major, from the buffer's position to its limit
   */
  public record Entry(String name, List<Integer> shape, FloatBuffer values) {

    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException if the shape does not give the number of values
     */
    public Entry {
      shape = List.copyOf(shape);
      values = values.asReadOnlyBuffer();
      long size = 1;
      for (int side : shape) {
        size = Math.multiplyExact(size, side);
      }
      if (size != values.remaining()) {
        throw new IllegalArgumentException(
            "tensor %s of shape %s needs %d values, not %d"
                .formatted(name, shape, size, values.remaining()));
      }
    }
  }

  /**
   * Writes a file by {@link AtomicFile}: whole, or not at all.
   *
   * @param target where to
   * @param metadata texts to stand under {@code __metadata__}; none if empty
   * @param tensors in the order in which they shall stand
   * @throws InputException if the file cannot be written
   * @throws IllegalArgumentException if a name stands twice or is {@code __metadata__}
   */
  public static void write(Path target, Map<String, String> metadata, List<Entry> tensors) {
    byte[] header = header(metadata, tensors).bytes();
    int padding = -header.length & (Long.BYTES - 1);
    if (header.length + padding > SafetensorsHeader.MAX_BYTES) {
      throw new InputException(
          "%s cannot be written: its header would have more than %d bytes; use shorter names"
              .formatted(target, SafetensorsHeader.MAX_BYTES));
    }
    byte[] padded = Arrays.copyOf(header, header.length + padding);
    Arrays.fill(padded, header.length, padded.length, (byte) ' ');
    byte[] prefix = new byte[Long.BYTES];
    ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).putLong(padded.length);
    AtomicFile.write(
        target,
        out -> {
          out.write(prefix);
          out.write(padded);
          for (Entry tensor : tensors) {
            write(tensor.values().duplicate(), out);
          }
        });
  }

  private static Json header(Map<String, String> metadata, List<Entry> tensors) {
    Map<String, Json> header = new LinkedHashMap<>();
    if (!metadata.isEmpty()) {
      Map<String, Json> texts = new LinkedHashMap<>();
      new TreeMap<>(metadata).forEach((key, text) -> texts.put(key, Json.of(text)));
      header.put(SafetensorsHeader.METADATA, new Json.Obj(texts));
    }
    long begin = 0;
    for (Entry tensor : tensors) {
      long end = begin + (long) tensor.values().remaining() * Float.BYTES;
      Json.Obj entry =
          Json.Obj.EMPTY
              .with("dtype", Json.of(Dtype.F32.name()))
              .with("shape", Json.of(tensor.shape().stream().map(Json::of).toList()))
              .with("data_offsets", Json.of(List.of(Json.of(begin), Json.of(end))));
      if (tensor.name().equals(SafetensorsHeader.METADATA)
          || header.put(tensor.name(), entry) != null) {
        throw new IllegalArgumentException(
            "the name %s cannot be used (again) for a tensor".formatted(tensor.name()));
      }
      begin = end;
    }
    return new Json.Obj(header);
  }

  private static void write(FloatBuffer values, OutputStream out) throws IOException {
    byte[] bytes = new byte[CHUNK];
    FloatBuffer chunk = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    while (values.hasRemaining()) {
      int count = Math.min(chunk.capacity(), values.remaining());
      chunk.put(0, values, values.position(), count);
      values.position(values.position() + count);
      out.write(bytes, 0, count * Float.BYTES);
    }
  }
}
