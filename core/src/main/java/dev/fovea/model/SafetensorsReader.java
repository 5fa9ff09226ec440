package dev.fovea.model;

import dev.fovea.data.InputException;
import dev.fovea.data.InputFiles;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An open safetensors file whose header keeps every rule of the format
 * (https://github.com/huggingface/safetensors): its length, its JSON, unique names, shapes that
 * give the sizes, and offsets that cover the whole file without gap or overlap.
 *
 * <p>Opening reads the header alone. It takes at most six times the header's bytes, which the file
 * must really have, and 160 MB more if somebody filled it with a million tiny values. Each read of
 * a tensor goes to the file.
 */
public final class SafetensorsReader implements AutoCloseable {

  private static final int PREFIX = Long.BYTES;
  private static final int CHUNK = 1 << 16;

  /** A header's bytes, its characters and the texts in it are in memory at the same time. */
  private static final int MEMORY_FACTOR = 6;

  private final Path file;
  private final FileChannel channel;
  private final long dataStart;
  private final SafetensorsHeader header;
  private final Map<String, StoredTensor> byName;

  private SafetensorsReader(
      Path file, FileChannel channel, long dataStart, SafetensorsHeader header) {
    this.file = file;
    this.channel = channel;
    this.dataStart = dataStart;
    this.header = header;
    this.byName =
        header.tensors().stream().collect(Collectors.toMap(StoredTensor::name, tensor -> tensor));
  }

  /**
   * Opens a file and checks its header.
   *
   * @throws InputException if it cannot be read or breaks a rule of the format; the message names
   *     the file
   */
  public static SafetensorsReader open(Path file) {
    // Opening a folder succeeds on some systems.
    if (Files.isDirectory(file)) {
      throw new InputException(
          "%s is a folder: name a file in it, such as %s"
              .formatted(file, file.resolve("model.safetensors")));
    }
    InputFiles.requireRegular(file);
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      try {
        return check(file, channel);
      } catch (Throwable e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
  }

  private static SafetensorsReader check(Path file, FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < PREFIX) {
      throw broken(file, size == 0 ? "it is empty" : "it has only %d bytes".formatted(size), null);
    }
    ByteBuffer prefix = ByteBuffer.allocate(PREFIX).order(ByteOrder.LITTLE_ENDIAN);
    readFully(channel, prefix, 0);
    long length = prefix.getLong();
    if (length < 0 || length > SafetensorsHeader.MAX_BYTES) {
      String found = Long.toUnsignedString(length);
      throw broken(
          file,
          "its header would have %s bytes, more than %d"
              .formatted(found, SafetensorsHeader.MAX_BYTES),
          null);
    }
    if (length > size - PREFIX) {
      throw broken(
          file,
          "its header of %d bytes does not fit into its %d bytes".formatted(length, size),
          null);
    }
    if (length > Runtime.getRuntime().maxMemory() / MEMORY_FACTOR) {
      throw new InputException(
          "%s has a header of %d bytes, too large for the memory of this JVM: use a larger -Xmx"
              .formatted(file, length));
    }
    byte[] json = new byte[(int) length];
    readFully(channel, ByteBuffer.wrap(json), PREFIX);
    long dataStart = PREFIX + length;
    try {
      SafetensorsHeader header = SafetensorsHeader.parse(json, size - dataStart);
      return new SafetensorsReader(file, channel, dataStart, header);
    } catch (InputException e) {
      throw broken(file, e.getMessage(), e);
    }
  }

  private static InputException broken(Path file, String what, Throwable cause) {
    return new InputException(
        "%s is no whole safetensors file (%s): name a model file, or fetch this one again"
            .formatted(file, what),
        cause);
  }

  /** The texts under {@code __metadata__}, in the order of the file. */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /** Every tensor, in the order of its bytes. */
  public List<StoredTensor> tensors() {
    return header.tensors();
  }

  /** The tensor called {@code name}, if there is one. */
  public Optional<StoredTensor> tensor(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * The numbers of {@code tensor} in a new array, row-major. What is stored as F64 is rounded; NaN
   * and infinities come as they are: see {@link #firstNonFinite}.
   *
   * @throws InputException if they are none that Fovea reads, too many for an array, or the file
   *     has changed under way
   */
  public float[] floats(StoredTensor tensor) {
    long size = tensor.size();
    if (size > Integer.MAX_VALUE - 8) {
      throw new InputException(
          "%s: tensor %s has %d numbers, too many for one array: split it"
              .formatted(file, Names.quote(tensor.name()), size));
    }
    float[] values = new float[(int) size];
    read(tensor, FloatBuffer.wrap(values));
    return values;
  }

  /**
   * Puts the numbers of {@code tensor} into {@code target}, from its position on.
   *
   * @throws InputException as {@link #floats}
   * @throws java.nio.BufferOverflowException if the target has no room for them
   */
  public void read(StoredTensor tensor, FloatBuffer target) {
    if (!tensor.dtype().isReadable()) {
      throw new InputException(
          "%s: tensor %s holds %s, and only F16, BF16, F32 and F64 can be read: convert it first"
              .formatted(file, Names.quote(tensor.name()), tensor.dtype()));
    }
    ByteBuffer buffer =
        ByteBuffer.allocate((int) Math.min(CHUNK, tensor.end() - tensor.begin()))
            .order(ByteOrder.LITTLE_ENDIAN);
    try {
      for (long at = tensor.begin(); at < tensor.end(); at += buffer.limit()) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), tensor.end() - at));
        readFully(channel, buffer, dataStart + at);
        decode(tensor.dtype(), buffer, target);
      }
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
  }

  private static void decode(Dtype dtype, ByteBuffer buffer, FloatBuffer target) {
    switch (dtype) {
      case F32 -> target.put(buffer.asFloatBuffer());
      case F64 -> {
        while (buffer.hasRemaining()) {
          target.put((float) buffer.getDouble());
        }
      }
      case F16 -> {
        while (buffer.hasRemaining()) {
          target.put(Float.float16ToFloat(buffer.getShort()));
        }
      }
      case BF16 -> {
        while (buffer.hasRemaining()) {
          target.put(Float.intBitsToFloat(buffer.getShort() << Short.SIZE));
        }
      }
      default -> throw new IllegalArgumentException("cannot read " + dtype);
    }
  }

  /** The place of the first NaN or infinity in {@code values[from..to)}; -1 if all are finite. */
  public static int firstNonFinite(float[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Float.isFinite(values[i])) {
        return i;
      }
    }
    return -1;
  }

  private static void readFully(FileChannel channel, ByteBuffer buffer, long position)
      throws IOException {
    long at = position;
    while (buffer.hasRemaining()) {
      int read = channel.read(buffer, at);
      if (read < 0) {
        throw new EOFException("it became shorter while it was read");
      }
      at += read;
    }
    buffer.flip();
  }

  /** Closes the file. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException _) {
      // Nothing was written that could be lost.
    }
  }
}
