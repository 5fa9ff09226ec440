package dev.fovea.sources.named;

/** How one attempt at a download ended. */
sealed interface Outcome {

  /**
   * All that was wanted has come.
   *
   * @param total how long the whole file is there, or -1 where the server did not say
   */
  record Done(long total) implements Outcome {}

  /**
   * Not all has come.
   *
   * @param why in words that go after the mirror's name: {@code it answered with HTTP 404}
   * @param again whether the same mirror may do better next time
   */
  record Broken(String why, boolean again) implements Outcome {}
}
