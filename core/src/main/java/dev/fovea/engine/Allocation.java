package dev.fovea.engine;

import java.util.Locale;

/** The one large array of a plan. */
final class Allocation {

  private Allocation() {}

  /**
   * Takes it.
   *
   * @throws IllegalArgumentException if there is not so much memory, saying what to do
   */
  static float[] of(String network, int batch, long floats) {
    // The heap has parts; one array can take about half of it for sure.
    long most = Math.min(Integer.MAX_VALUE - 8L, Runtime.getRuntime().maxMemory() / 2 / 4);
    try {
      if (floats <= most) {
        return new float[(int) floats];
      }
    } catch (OutOfMemoryError e) {
      most = Runtime.getRuntime().freeMemory() / 4;
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "a batch of %d images of %s needs %.1f GB of memory, but at most %.1f GB can be had:"
                + " choose a smaller batch, or give Java more with -Xmx",
            batch,
            network,
            floats * 4 / 1e9,
            most * 4 / 1e9));
  }
}
