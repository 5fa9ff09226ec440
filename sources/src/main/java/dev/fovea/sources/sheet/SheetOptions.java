package dev.fovea.sources.sheet;

import dev.fovea.data.InputException;
import dev.fovea.data.augment.Augmentations;
import java.util.Optional;

/**
 * What a {@link Sheet} shows.
 *
 * @param samples how many images of each class, from 1 to 100
 * @param seed of the order that they are the first of, and of their augmentation
 * @param augmentations if given, each class gets a second row with the same images augmented
 */
public record SheetOptions(int samples, long seed, Optional<Augmentations> augmentations) {

  /** Twelve images of each class as they are. */
  public static final SheetOptions PLAIN = new SheetOptions(12, 0, Optional.empty());

  private static final int MOST_SAMPLES = 100;

  /**
   * Checks the number of samples.
   *
   * @throws InputException if it is not 1 to 100
   */
  public SheetOptions {
    if (samples < 1 || samples > MOST_SAMPLES) {
      throw new InputException(
          "a sheet shows 1 to %d images of each class, not %d".formatted(MOST_SAMPLES, samples));
    }
  }
}
