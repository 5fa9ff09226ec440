package dev.fovea.sources.named;

import dev.fovea.data.InputException;

/** What fits into this JVM. */
final class Memory {

  /** The longest array that every JVM can make. */
  private static final long LONGEST = Integer.MAX_VALUE - 8;

  private Memory() {}

  /**
   * Checks before it is asked for.
   *
   * @param what needs it: {@code quickdraw}
   * @param pixels bytes of the longest array
   * @param all bytes of everything that is held at one time
   * @throws InputException if that is over 2 GiB for the pixels or over this JVM's limit for all
   */
  static void check(String what, long pixels, long all) {
    long heap = Runtime.getRuntime().maxMemory();
    if (pixels > LONGEST || all > heap) {
      throw new InputException(
          "%s needs %d MiB, but at most %d MiB of pixels and this JVM's %d MiB are to be had:"
                  .formatted(what, all >> 20, LONGEST >> 20, heap >> 20)
              + " take fewer images, or give -Xmx");
    }
  }
}
