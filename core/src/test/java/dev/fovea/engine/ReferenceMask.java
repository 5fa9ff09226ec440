package dev.fovea.engine;

import dev.fovea.net.Dropout;
import java.util.SplittableRandom;

/**
 * Which elements dropout drops, as its definition says, for one element at a time. It shares
 * nothing with the engine: the key comes from the JDK's own SplitMix64.
 *
 * @param draw what the run draws from
 */
record ReferenceMask(long draw) {

  private static final long MASK = 0xffffffffL;
  private static final int LANES = 16;

  /**
   * Whether an element is dropped.
   *
   * @param node the layer's position in the network
   * @param place the image's place in the batch
   * @param size elements of an image
   * @param element which of them, in the order of a flattened image
   */
  boolean drops(Dropout layer, int node, int place, int size, int element) {
    SplittableRandom sequence = new SplittableRandom(draw);
    long key = sequence.nextLong();
    for (int i = 0; i < node; i++) {
      key = sequence.nextLong();
    }
    long group = place / LANES;
    long number = (group * size + element) * LANES + place % LANES;
    long h = (number + (key & MASK)) & MASK;
    h = ((h ^ (h >> 16)) * 0x21f0aaadL + (key >>> 32)) & MASK;
    h = ((h ^ (h >> 15)) * 0xd35a2d97L) & MASK;
    h = h ^ (h >> 15);
    // Read with a sign: the upper half of all hashes comes first.
    long hash = h < 1L << 31 ? h : h - (1L << 32);
    return hash + 0x1p31 < Math.rint(layer.rate() * 0x1p32);
  }

  /** What all other elements are multiplied by. */
  static double scale(Dropout layer) {
    return 1 / (1 - layer.rate());
  }
}
