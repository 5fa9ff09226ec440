package dev.fovea.engine;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A fixed team of threads that run the same task together, over and over. The caller is one of
 * them.
 *
 * <p>Steps take microseconds, so a thread that waits first spins, then yields, then sleeps. Close
 * the team to end its threads; they are daemons, so a forgotten team does not keep a JVM alive.
 */
public final class Workers implements AutoCloseable {

  /** What each thread runs, told its number. */
  @FunctionalInterface
  public interface Task {
    /** Runs the share of thread {@code thread}, which counts from 0. */
    void run(int thread);
  }

  /** More threads than any machine of one memory has cores are a slip of the pen. */
  public static final int MOST = 1024;

  private static final int SPINS = 4_000;
  private static final int YIELDS = 100;

  private final Thread[] threads;
  private final AtomicInteger round = new AtomicInteger();
  private final AtomicInteger arrived = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();
  private volatile int phase;
  private volatile boolean closed;
  private volatile Task task;
  private volatile Throwable failure;

  /**
   * Starts the team.
   *
   * @param size how many threads run a task, at least 1, the caller included
   */
  public Workers(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("threads must be at least 1, not " + size);
    }
    threads = new Thread[size - 1];
    for (int i = 0; i < threads.length; i++) {
      int number = i + 1;
      threads[i] =
          Thread.ofPlatform().daemon().name("fovea-" + number).unstarted(() -> loop(number));
    }
    try {
      for (Thread thread : threads) {
        thread.start();
      }
    } catch (Throwable e) { // a machine may have no more of them
      close();
      throw e;
    }
  }

  /** How many threads run a task. */
  public int size() {
    return threads.length + 1;
  }

  /**
   * Runs {@code task} on all threads and returns when all have ended. One task at a time.
   *
   * @throws IllegalStateException if a thread failed, with its exception as the cause
   */
  public void run(Task task) {
    if (closed) {
      throw new IllegalStateException("these workers are closed");
    }
    this.task = task;
    running.set(size());
    round.incrementAndGet();
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
    }
    runShare(0);
    int waited = 0;
    while (running.get() > 0) {
      waited = pause(waited, false);
    }
    if (failure != null) {
      Throwable cause = failure;
      failure = null;
      arrived.set(0);
      throw new IllegalStateException("a worker failed: " + cause, cause);
    }
  }

  /**
   * Waits until all threads of the running task are here; what any of them wrote before, all see
   * afterwards.
   *
   * @throws IllegalStateException if another thread has failed, so that this one ends as well
   */
  public void barrier() {
    if (threads.length == 0) {
      return;
    }
    int before = phase;
    if (arrived.incrementAndGet() == size()) {
      arrived.set(0);
      phase = before + 1;
      return;
    }
    int waited = 0;
    while (phase == before) {
      if (failure != null) {
        throw new IllegalStateException("another worker failed");
      }
      waited = pause(waited, false);
    }
  }

  /** Ends the threads and waits for them, through any interrupt, which is left to the caller. */
  @Override
  public void close() {
    closed = true;
    boolean interrupted = false;
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop(int number) {
    int seen = 0;
    while (true) {
      int waited = 0;
      while (round.get() == seen && !closed) {
        waited = pause(waited, true);
      }
      if (closed) {
        return;
      }
      seen++;
      runShare(number);
    }
  }

  private void runShare(int number) {
    try {
      task.run(number);
    } catch (Throwable e) {
      if (failure == null) {
        failure = e;
      }
    } finally {
      running.decrementAndGet();
    }
  }

  /** Yielding is only a hint to let another process have the core that we wait on. */
  @SuppressWarnings("ThreadPriorityCheck")
  private static int pause(int waited, boolean sleep) {
    if (waited < SPINS) {
      Thread.onSpinWait();
    } else if (waited < SPINS + YIELDS || !sleep) {
      Thread.yield();
    } else {
      LockSupport.park();
    }
    return waited + 1;
  }
}
