package dev.fovea.sources.strokes;

import dev.fovea.data.InputException;
import dev.fovea.sources.Images;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Images of one size while they come in, nobody knows how many. */
final class Gathered {

  private static final int CHUNK = 1 << 20;

  /** The longest array that every JVM can make. */
  private static final long MAX_BYTES = Integer.MAX_VALUE - 8;

  private final int imageSize;

  /** Half of the memory: in the end the images are twice there, in chunks and in one array. */
  private final long limit;

  private final List<byte[]> chunks = new ArrayList<>();
  private final Map<String, Integer> labelOf = new LinkedHashMap<>();
  private final int perChunk;
  private int[] labels = new int[1024];
  private int size;

  /**
   * For images of so many bytes.
   *
   * @param memory bytes that there are, the JVM's -Xmx
   */
  Gathered(int imageSize, long memory) {
    this.imageSize = imageSize;
    this.limit = Math.min(MAX_BYTES, memory / 2);
    this.perChunk = Math.max(1, CHUNK / imageSize);
  }

  int size() {
    return size;
  }

  /**
   * Takes an image.
   *
   * @throws InputException if this is one too many for the memory
   */
  void add(byte[] image, String word) {
    if ((size + 1L) * imageSize > limit) {
      throw new InputException(
          "more than %d images of %d bytes are over the limit of %d MiB (2 GiB, or half of this JVM's -Xmx): read fewer files, make the images smaller, or raise -Xmx"
              .formatted(size, imageSize, limit >> 20));
    }
    if (size % perChunk == 0) {
      chunks.add(new byte[perChunk * imageSize]);
    }
    System.arraycopy(image, 0, chunks.getLast(), size % perChunk * imageSize, imageSize);
    if (size == labels.length) {
      labels = Arrays.copyOf(labels, 2 * size);
    }
    labels[size++] = labelOf.computeIfAbsent(word, _ -> labelOf.size());
  }

  /** All of them, with the classes in the order of their names. */
  Images images(String name, int channels, int side) {
    byte[] pixels = new byte[size * imageSize];
    for (int i = 0; i < chunks.size(); i++) {
      int at = i * perChunk * imageSize;
      int length = Math.min(pixels.length - at, perChunk * imageSize);
      System.arraycopy(chunks.get(i), 0, pixels, at, length);
    }
    List<String> classes = labelOf.keySet().stream().sorted().toList();
    int[] sorted = new int[classes.size()];
    for (int i = 0; i < sorted.length; i++) {
      sorted[labelOf.get(classes.get(i))] = i;
    }
    int[] known = new int[size];
    for (int i = 0; i < size; i++) {
      known[i] = sorted[labels[i]];
    }
    return new Images(name, channels, side, side, pixels, Optional.of(known), classes);
  }
}
