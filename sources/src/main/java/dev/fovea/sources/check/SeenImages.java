package dev.fovea.sources.check;

import dev.fovea.data.Dataset;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds images that were seen before: by 128 bits of hash, and then by comparing their bytes. */
final class SeenImages {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final Map<Image, Image> seen = new HashMap<>();

  /** Looks at all images in order and keeps them; gives those that were here before. */
  Repeats repeats(Dataset part) {
    return pairs(part, true);
  }

  /** The images of another part that were seen; keeps none of them. */
  Repeats found(Dataset other) {
    return pairs(other, false);
  }

  private Repeats pairs(Dataset part, boolean keep) {
    List<Repeats.Pair> agreeing = new ArrayList<>();
    List<Repeats.Pair> contradicting = new ArrayList<>();
    for (int i = 0; i < part.size(); i++) {
      Image image = image(part, i);
      Image first = keep ? seen.putIfAbsent(image, image) : seen.get(image);
      if (first != null) {
        boolean same = first.part.label(first.index) == part.label(i);
        (same ? agreeing : contradicting).add(new Repeats.Pair(first.index, i));
      }
    }
    return new Repeats(agreeing, contradicting);
  }

  private static Image image(Dataset part, int index) {
    byte[] pixels = part.pixels();
    int at = index * part.imageSize();
    int end = at + part.imageSize();
    long high = 0x9E3779B97F4A7C15L;
    long low = 0xC2B2AE3D27D4EB4FL;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      long word = (long) LONGS.get(pixels, at);
      high = step(high, word, 0xBF58476D1CE4E5B9L);
      low = step(low, word, 0x94D049BB133111EBL);
    }
    for (; at < end; at++) {
      high = step(high, pixels[at], 0xBF58476D1CE4E5B9L);
      low = step(low, pixels[at], 0x94D049BB133111EBL);
    }
    return new Image(part, index, high, low);
  }

  /** Multiplies by an odd number and folds the upper bits back: every bit of both counts. */
  private static long step(long hash, long word, long factor) {
    long product = (hash ^ word) * factor;
    return product ^ (product >>> 29);
  }

  /** Equal where the bytes are; the hash only saves comparing them. */
  private record Image(Dataset part, int index, long high, long low) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Image(Dataset otherPart, int otherIndex, long h, long l)
          && high == h
          && low == l
          && Arrays.equals(
              part.pixels(),
              index * part.imageSize(),
              (index + 1) * part.imageSize(),
              otherPart.pixels(),
              otherIndex * otherPart.imageSize(),
              (otherIndex + 1) * otherPart.imageSize());
    }

    @Override
    public int hashCode() {
      return Long.hashCode(high ^ low);
    }
  }
}
