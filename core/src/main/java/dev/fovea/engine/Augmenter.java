package dev.fovea.engine;

/**
 * Changes images on their way into a batch. What it makes of an image may depend on the image
 * alone, not on the thread or on images before it, if results are not to depend on the number of
 * threads.
 */
public interface Augmenter {

  /** How many threads it has memory for. */
  int threads();

  /**
   * Writes a changed image, and allocates nothing.
   *
   * @param thread who calls, from 0: none calls twice at once
   * @param pixels holds the image {@code [channel][row][column]}, from {@code from} on
   * @param image its number in the source
   * @param into takes the changed image, of the same size, from {@code to} on
   */
  void apply(int thread, byte[] pixels, int from, int image, byte[] into, int to);
}
