package dev.fovea.sources.values;

import dev.fovea.data.InputException;

/** Asks for memory only after the question whether there can be as much. */
public final class Memory {

  /** The longest array that every JVM can make. */
  private static final long LONGEST = Integer.MAX_VALUE - 8;

  private Memory() {}

  /** The most bytes of pixels that are read: 2 GiB, or this JVM's -Xmx if that is less. */
  public static long limit() {
    return Math.min(LONGEST, Runtime.getRuntime().maxMemory());
  }

  /** The product of sizes that are not negative; {@link Long#MAX_VALUE} where it is more. */
  public static long product(long... sizes) {
    long product = 1;
    for (long size : sizes) {
      if (size == 0) {
        return 0;
      }
      product = product > Long.MAX_VALUE / size ? Long.MAX_VALUE : product * size;
    }
    return product;
  }

  /**
   * Checks a size before anything of it is read.
   *
   * @param file what the message names
   * @param size how many bytes are wanted
   * @throws InputException if they are more than the limit
   */
  public static void check(String file, long size) {
    if (size > limit()) {
      throw new InputException(
          "%s needs %s of memory, over the limit of %d MiB (2 GiB, or this JVM's -Xmx): split it"
              .formatted(file, size == Long.MAX_VALUE ? "far too much" : mib(size), limit() >> 20));
    }
  }

  /**
   * Checks before it is asked for.
   *
   * @param what needs it: {@code quickdraw}
   * @param pixels bytes of the longest array
   * @param all bytes of everything that is held at one time
   * @throws InputException if that is over 2 GiB for the pixels or over this JVM's limit for all
   */
  public static void check(String what, long pixels, long all) {
    long heap = Runtime.getRuntime().maxMemory();
    if (pixels > LONGEST || all > heap) {
      throw new InputException(
          "%s needs %d MiB, but at most %d MiB of pixels and this JVM's %d MiB are to be had:"
                  .formatted(what, all >> 20, LONGEST >> 20, heap >> 20)
              + " take fewer images, or give -Xmx");
    }
  }

  /**
   * An array of bytes.
   *
   * @param file what the message names
   * @param size how many bytes are wanted
   * @throws InputException if they are more than the limit, or than the JVM has left
   */
  public static byte[] bytes(String file, long size) {
    check(file, size);
    try {
      return new byte[(int) size];
    } catch (OutOfMemoryError e) {
      throw full(file, size, e);
    }
  }

  /**
   * An array of numbers of four bytes.
   *
   * @param file what the message names
   * @param count how many are wanted
   * @throws InputException if they are more than the limit, or than the JVM has left
   */
  public static int[] ints(String file, long count) {
    check(file, product(count, Integer.BYTES));
    try {
      return new int[(int) count];
    } catch (OutOfMemoryError e) {
      throw full(file, count * Integer.BYTES, e);
    }
  }

  private static InputException full(String file, long size, OutOfMemoryError e) {
    return new InputException(
        "%s needs %s of memory, more than this JVM has left: give it a larger -Xmx, or split it"
            .formatted(file, mib(size)),
        e);
  }

  private static String mib(long size) {
    return ((size >> 20) + 1) + " MiB";
  }
}
