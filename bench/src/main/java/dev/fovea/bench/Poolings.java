package dev.fovea.bench;

import dev.fovea.net.AdaptiveAvgPool2d;
import dev.fovea.net.MaxPool2d;

/** What the peers are told of pooling: no padding, no windows that stand out, or all in one. */
public final class Poolings {

  private Poolings() {}

  /**
   * The same layer, if a kernel and a stride say all of it.
   *
   * @throws IllegalArgumentException if it has a padding, or counts windows that are not full
   */
  public static MaxPool2d plain(MaxPool2d pool) {
    if (pool.padding() != 0 || pool.ceilMode()) {
      throw Convolutions.unknown(pool);
    }
    return pool;
  }

  /**
   * The same layer, if it is the mean of each channel.
   *
   * @throws IllegalArgumentException if more comes out
   */
  public static AdaptiveAvgPool2d global(AdaptiveAvgPool2d pool) {
    if (!pool.equals(AdaptiveAvgPool2d.global())) {
      throw Convolutions.unknown(pool);
    }
    return pool;
  }
}
