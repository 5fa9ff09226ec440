package dev.fovea.engine;

import dev.fovea.net.Network;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The large arrays of what runs a network: they are refused before they are asked for where the
 * memory cannot be there, and told of where it turns out not to be.
 */
final class Allocation {

  private static final long LONGEST = Integer.MAX_VALUE - 8L;

  private Allocation() {}

  /**
   * Takes the array of a plan.
   *
   * @throws IllegalArgumentException if there is not so much memory, saying what to do
   */
  static float[] ofBatch(String network, int batch, long floats) {
    return of(floats, (needed, most) -> batch(network, batch, needed, most));
  }

  /**
   * Checks that there can be the array of a plan.
   *
   * @throws IllegalArgumentException if not, saying what to do
   */
  static void checkBatch(String network, int batch, long floats) {
    if (floats > mostOfOne()) {
      throw batch(network, batch, floats, mostOfOne());
    }
  }

  /**
   * Takes the array of a single image.
   *
   * @throws IllegalArgumentException if there is not so much memory, saying what to do
   */
  static float[] ofImage(String network, long floats) {
    return of(floats, (needed, most) -> image(network, needed, most));
  }

  /**
   * Checks that there can be the array of a single image.
   *
   * @throws IllegalArgumentException if not, saying what to do
   */
  static void checkImage(String network, long floats) {
    if (floats > mostOfOne()) {
      throw image(network, floats, mostOfOne());
    }
  }

  /** The same for all that a single image needs, in however many arrays. */
  static void checkImageInAll(String network, long floats) {
    if (floats > mostOfAll()) {
      throw image(network, floats, mostOfAll());
    }
  }

  /**
   * Makes what runs a network: beside the large array it needs tables, and packed weights.
   *
   * @throws IllegalArgumentException if there turns out to be too little memory
   */
  static <T> T within(Network network, Supplier<T> making) {
    try {
      return making.get();
    } catch (OutOfMemoryError e) {
      throw new IllegalArgumentException(
          "network %s needs more memory than this JVM has left: choose a smaller network, or give Java more with -Xmx"
              .formatted(network.name()),
          e);
    }
  }

  /** What is said of so many floats, where there can be only the others. */
  private interface Refusal {
    IllegalArgumentException of(long needed, long most);
  }

  private static float[] of(long floats, Refusal refusal) {
    long most = mostOfOne();
    try {
      if (floats <= most) {
        return new float[(int) floats];
      }
    } catch (OutOfMemoryError e) {
      most = Runtime.getRuntime().freeMemory() / Float.BYTES;
    }
    throw refusal.of(floats, most);
  }

  /** The heap has parts; one array can take about half of it for sure. */
  private static long mostOfOne() {
    return Math.min(LONGEST, mostOfAll() / 2);
  }

  private static long mostOfAll() {
    return Runtime.getRuntime().maxMemory() / Float.BYTES;
  }

  private static IllegalArgumentException batch(String network, int batch, long floats, long most) {
    return new IllegalArgumentException(
        "a batch of %d images of %s needs %s: choose a smaller batch, or give Java more with -Xmx"
            .formatted(batch, network, memory(floats, most)));
  }

  private static IllegalArgumentException image(String network, long floats, long most) {
    return new IllegalArgumentException(
        "one image of %s needs %s: choose a smaller network, or give Java more with -Xmx"
            .formatted(network, memory(floats, most)));
  }

  private static String memory(long floats, long most) {
    return String.format(
        Locale.ROOT,
        "%.1f GB of memory, but at most %.1f GB can be had",
        (double) floats * Float.BYTES / 1e9,
        (double) most * Float.BYTES / 1e9);
  }
}
