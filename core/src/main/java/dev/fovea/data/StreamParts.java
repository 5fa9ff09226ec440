package dev.fovea.data;

import java.util.function.BooleanSupplier;

/** Reads larger parts of a stream into memory, piece by piece, and proves their labels. */
public final class StreamParts {

  /** Few enough bytes that who wants to stop does not wait. */
  private static final int PIECE = 1 << 20;

  private StreamParts() {}

  /**
   * Reads images {@code first} to {@code first + count - 1} to the start of the arrays.
   *
   * @param stop asked before each piece of about 1 MiB: true ends the reading
   * @return whether all were read
   * @throws InputException if they cannot be read, or a label has no class
   */
  public static boolean read(
      ImageStream stream,
      long first,
      int count,
      byte[] pixels,
      int[] labels,
      BooleanSupplier stop) {
    int piece = Math.max(1, PIECE / stream.imageSize());
    int images;
    for (int at = 0; at < count; at += images) {
      if (stop.getAsBoolean()) {
        return false;
      }
      images = Math.min(piece, count - at);
      stream.read(first + at, images, pixels, labels, at);
      check(stream, first, labels, at, at + images);
    }
    return true;
  }

  private static void check(ImageStream stream, long first, int[] labels, int from, int to) {
    int classes = stream.classes().size();
    for (int i = from; i < to; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new InputException(
            "%s: image %d has label %d, but the classes go from 0 to %d: mend its labels"
                .formatted(stream.name(), first + i, labels[i], classes - 1));
      }
    }
  }

  /**
   * All images of a stream in memory, for one that turns out to be small.
   *
   * @throws InputException if they cannot be read, are over 2 GiB or more than this JVM's memory
   */
  public static Dataset load(ImageStream stream) {
    long most = Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory());
    if (stream.count() > most / stream.imageSize()) {
      throw tooLarge(stream, null);
    }
    byte[] pixels;
    int[] labels;
    try {
      pixels = new byte[(int) stream.count() * stream.imageSize()];
      labels = new int[(int) stream.count()];
    } catch (OutOfMemoryError e) {
      throw tooLarge(stream, e);
    }
    read(stream, 0, labels.length, pixels, labels, () -> false);
    return new Dataset(
            stream.name(),
            stream.channels(),
            stream.height(),
            stream.width(),
            pixels,
            labels,
            stream.classes())
        .preparedAs(stream.preparation());
  }

  private static InputException tooLarge(ImageStream stream, OutOfMemoryError cause) {
    return new InputException(
        "%s has %d images of %d bytes, more than fit into memory: leave them on disk, or use a larger -Xmx"
            .formatted(stream.name(), stream.count(), stream.imageSize()),
        cause);
  }
}
