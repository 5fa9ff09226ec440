package dev.fovea.data;

import java.util.Arrays;

/** Damages a file in many ways, the same ways each time. */
final class Mutations {

  private final byte[] file;
  private final Rng random;

  Mutations(byte[] file, long seed) {
    this.file = file;
    this.random = new Rng(seed, 0);
  }

  /** Some bits turned, bytes replaced, a piece cut out, the end cut off, or something added. */
  byte[] next() {
    byte[] bytes = file.clone();
    switch (random.nextInt(5)) {
      case 0 -> bytes[place(bytes)] ^= (byte) (1 << random.nextInt(8));
      case 1 -> {
        int hits = 1 + random.nextInt(8);
        for (int i = 0; i < hits; i++) {
          bytes[place(bytes)] = (byte) random.nextInt(256);
        }
      }
      case 2 -> {
        int at = place(bytes);
        int cut = 1 + random.nextInt(Math.min(16, bytes.length - at));
        System.arraycopy(bytes, at + cut, bytes, at, bytes.length - at - cut);
        bytes = Arrays.copyOf(bytes, bytes.length - cut);
      }
      case 3 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      default -> {
        int at = bytes.length;
        bytes = Arrays.copyOf(bytes, at + 1 + random.nextInt(40));
        bytes[at] = (byte) random.nextInt(256);
      }
    }
    return bytes;
  }

  /** Headers are short and matter most: half of the hits go there. */
  private int place(byte[] bytes) {
    return random.nextInt(random.nextInt(2) == 0 ? Math.min(64, bytes.length) : bytes.length);
  }
}
