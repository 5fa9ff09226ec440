package dev.fovea.model;

import java.util.List;

/**
 * A tensor of a safetensors file: where it lies and how it is to be read.
 *
 * @param name unique in the file: {@code conv1.weight}
 * @param dtype the type of its numbers
 * @param shape sizes, outermost first; empty for a single number; their product and the bytes it
 *     needs fit a long
 * @param begin its first byte, counted from the end of the header
 * @param end one past its last byte
 */
public record StoredTensor(String name, Dtype dtype, List<Long> shape, long begin, long end) {

  /** Copies the sizes. */
  public StoredTensor {
    shape = List.copyOf(shape);
  }

  /** How many numbers it holds. */
  public long size() {
    long size = 1;
    for (long side : shape) {
      size *= side;
    }
    return size;
  }
}
