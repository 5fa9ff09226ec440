package dev.fovea.train;

import dev.fovea.data.Beta;
import dev.fovea.data.Rng;
import dev.fovea.engine.Mix;

/** Draws how the images of each batch are mixed. */
final class Mixup {

  private final Beta share;
  private final int[] partners;
  private final Rng random = new Rng(0, 0);

  /** For batches of at most {@code batch} images. */
  Mixup(Beta share, int batch) {
    this.share = share;
    this.partners = new int[batch];
  }

  /**
   * Share and partners for {@code count} images, good until the next are drawn.
   *
   * @param draw what they depend on alone: a random number of the batch's own
   */
  Mix draw(long draw, int count) {
    random.restart(draw, 0);
    float some = (float) share.draw(random);
    random.permutation(partners, count);
    return new Mix(some, partners);
  }
}
