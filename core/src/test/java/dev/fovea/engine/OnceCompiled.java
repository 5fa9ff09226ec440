package dev.fovea.engine;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What compiled code allocates. Until it is compiled, objects are made that nobody needs; and on a
 * busy machine that takes as long as it takes, so that only time can say when to give up.
 */
public final class OnceCompiled {

  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);

  private OnceCompiled() {}

  /** Measures again and again until nothing was allocated; else what it was after two minutes. */
  public static long allocated(LongSupplier bytes) {
    long begun = System.nanoTime();
    long allocated = bytes.getAsLong();
    while (allocated > 0 && System.nanoTime() - begun < PATIENCE) {
      allocated = bytes.getAsLong();
    }
    return allocated;
  }
}
