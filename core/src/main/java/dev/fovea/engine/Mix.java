package dev.fovea.engine;

/**
 * How the images of a batch are mixed in pairs (mixup: Zhang et al., 2017): the input of image n is
 * {@code share} of its own and the rest of that of image {@code partners[n]} of the batch, and so
 * is its target.
 *
 * @param share from 0 to 1
 * @param partners places in the batch, at least as many as it has images; read during a run
 */
public record Mix(float share, int[] partners) {

  /** What comes from the partner. */
  float rest() {
    return 1 - share;
  }

  /**
   * Checks it for a batch of {@code count} images.
   *
   * @throws IllegalArgumentException if the share is out of its range, or there is no such partner
   */
  void check(int count) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share must be from 0 to 1, not " + share);
    }
    if (partners.length < count) {
      throw new IllegalArgumentException(
          "%d partners for %d images".formatted(partners.length, count));
    }
    for (int n = 0; n < count; n++) {
      if (partners[n] < 0 || partners[n] >= count) {
        throw new IllegalArgumentException("there is no partner " + partners[n]);
      }
    }
  }
}
