package dev.fovea.sources.named;

import java.util.OptionalLong;

/**
 * How much of a file is wanted, and what is known of its length.
 *
 * @param end only the bytes before this one; {@link Long#MAX_VALUE} for all
 * @param exact how long the whole file must be, where that is known
 * @param most more bytes than these are never taken
 */
record Extent(long end, OptionalLong exact, long most) {

  /** All of a published file. */
  static Extent whole(RemoteFile file) {
    long size = file.size().orElseThrow();
    return file.exact()
        ? new Extent(Long.MAX_VALUE, OptionalLong.of(size), size)
        // Packed anew it may be a little longer.
        : new Extent(Long.MAX_VALUE, OptionalLong.empty(), 2 * size + 4096);
  }

  /** The first bytes of a file. */
  static Extent head(long end) {
    return new Extent(end, OptionalLong.empty(), end);
  }

  boolean isHead() {
    return end != Long.MAX_VALUE;
  }
}
