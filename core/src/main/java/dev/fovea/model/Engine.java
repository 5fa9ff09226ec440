package dev.fovea.model;

import dev.fovea.engine.Backend;

/** What computes in this JVM. */
public final class Engine {

  private Engine() {}

  /** The kernels that run: {@code scalar} or {@code vector, 512 bits}. */
  public static String kernels() {
    return Backend.current().name();
  }

  /** Why these: half a sentence, which says how to get faster ones where that can be. */
  public static String reason() {
    return Backend.current().reason();
  }
}
