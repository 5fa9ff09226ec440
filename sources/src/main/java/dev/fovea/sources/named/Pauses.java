package dev.fovea.sources.named;

import dev.fovea.data.InputException;
import java.time.Duration;

/** Waits that can be interrupted. */
final class Pauses {

  private Pauses() {}

  /** Waits. */
  static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      check();
    }
  }

  /** Throws if this thread was interrupted, which stays noted. */
  static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new InputException(
          "the download was interrupted: start it again, and it goes on where it stopped");
    }
  }
}
