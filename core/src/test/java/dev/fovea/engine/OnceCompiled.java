package dev.fovea.engine;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What compiled code allocates. Until it is compiled, objects are made that nobody needs; and on a
 * busy machine that takes as long as it takes, so that only time can say when to give up.
 */
public final class OnceCompiled {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
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

  /**
   * What {@code task} allocates on the threads of {@code workers}, of which the caller is one. Each
   * thread asks for itself: to ask for another's bytes makes arrays, more or fewer of them as that
   * code is compiled.
   */
  public static long allocatedBy(Workers workers, Runnable task) {
    long[] before = new long[workers.size()];
    long[] after = new long[workers.size()];
    Workers.Task begin = thread -> before[thread] = THREADS.getCurrentThreadAllocatedBytes();
    Workers.Task end = thread -> after[thread] = THREADS.getCurrentThreadAllocatedBytes();
    // What is loaded and linked by a first call is not counted.
    workers.run(begin);
    workers.run(end);
    workers.run(begin);
    task.run();
    workers.run(end);
    long sum = 0;
    for (int thread = 0; thread < after.length; thread++) {
      sum += after[thread] - before[thread];
    }
    return sum;
  }
}
