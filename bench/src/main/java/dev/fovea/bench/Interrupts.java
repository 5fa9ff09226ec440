package dev.fovea.bench;

import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into an {@link InterruptedException} of the thread that measures, and gives it some
 * seconds to write down what there is. Once closed, Ctrl-C ends the program as ever.
 */
final class Interrupts implements AutoCloseable {

  private static final long GRACE_MILLIS = TimeUnit.SECONDS.toMillis(10);

  private final Thread hook;

  private Interrupts(Thread hook) {
    this.hook = hook;
  }

  /** From now on the calling thread is interrupted when the program is to end. */
  static Interrupts ofThisThread() {
    Thread measuring = Thread.currentThread();
    Thread hook =
        new Thread(
            () -> {
              measuring.interrupt();
              try {
                measuring.join(GRACE_MILLIS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    Runtime.getRuntime().addShutdownHook(hook);
    return new Interrupts(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The program is ending already, and waits for us.
    }
  }
}
