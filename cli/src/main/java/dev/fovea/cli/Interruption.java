package dev.fovea.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, or being told to end, while a command works: the command is asked to stop, and the JVM
 * waits until it has written what it has. The exit code is then the signal's: 130 or 143.
 */
final class Interruption implements AutoCloseable {

  private static final int SECONDS = 20;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::end, "fovea-end");
  private volatile boolean asked;

  Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Whether the command is to stop. */
  boolean asked() {
    return asked;
  }

  private void end() {
    asked = true;
    try {
      if (!done.await(SECONDS, TimeUnit.SECONDS)) {
        System.err.println("fovea: ended before the epoch was written");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    done.countDown();
    if (!asked) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The JVM is ending already.
      }
    }
  }
}
