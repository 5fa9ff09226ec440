package dev.fovea.recipe;

import dev.fovea.data.Beta;
import dev.fovea.data.InputException;
import dev.fovea.data.augment.Augmentation;
import dev.fovea.data.augment.Outside;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of images before a network sees them.
 *
 * @param scaling how bytes become inputs; {@link PixelScaling.Unit} unless said, or the model's
 *     where the training begins with one
 * @param invert whether black and white change places before; not unless said
 * @param augmentations how training images are changed, in this order; not at all unless said
 * @param outside what augmentations see beyond an image's edge; none: black for gray images, the
 *     nearest pixel for colour
 * @param mixup the alpha of mixup, 0.2 is usual; 0, as unless said, mixes nothing
 */
public record Inputs(
    PixelScaling scaling,
    boolean invert,
    List<Augmentation> augmentations,
    Optional<Outside> outside,
    double mixup) {

  /** From 0 to 1, and nothing else. */
  public static final Inputs PLAIN =
      new Inputs(new PixelScaling.Unit(), false, List.of(), Optional.empty(), 0);

  /**
   * Copies the list.
   *
   * @throws InputException if mixup's alpha is out of its range
   */
  public Inputs {
    augmentations = List.copyOf(augmentations);
    if (mixup != 0 && !(mixup >= Beta.LEAST && mixup <= Beta.MOST)) {
      throw new InputException("mixup's alpha must be 0, or from 0.001 to 1000, not " + mixup);
    }
  }

  /** With another scaling. */
  public Inputs withScaling(PixelScaling scaling) {
    return new Inputs(scaling, invert, augmentations, outside, mixup);
  }

  /** With what is outside of images of so many channels, if it was not said. */
  Inputs fittedTo(int channels) {
    Outside usual = channels == 1 ? Outside.BLACK : Outside.NEAREST;
    return new Inputs(scaling, invert, augmentations, Optional.of(outside.orElse(usual)), mixup);
  }
}
