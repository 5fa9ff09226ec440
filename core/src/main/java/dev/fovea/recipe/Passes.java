package dev.fovea.recipe;

import dev.fovea.train.Sampling;
import dev.fovea.train.settings.Require;
import java.util.OptionalInt;

/**
 * How a training goes through its images.
 *
 * @param epochs how often each image is seen; 10 unless said
 * @param batch images in a batch; 64 unless said
 * @param accumulate batches in a step; 1 unless said
 * @param sampling which images an epoch takes; each once, in random order, unless said
 * @param window how many images of a stream are in memory at once; none: 65,536 or 128 MiB
 */
public record Passes(int epochs, int batch, int accumulate, Sampling sampling, OptionalInt window) {

  /** What is done unless said otherwise. */
  public static final Passes USUAL =
      new Passes(10, 64, 1, Sampling.shuffled(), OptionalInt.empty());

  /**
   * Checks the numbers.
   *
   * @throws dev.fovea.data.InputException if one is less than 1
   */
  public Passes {
    Require.atLeastOne(epochs, "the number of epochs");
    Require.atLeastOne(batch, "the batch");
    Require.atLeastOne(accumulate, "the number of batches to a step");
    window.ifPresent(images -> Require.atLeastOne(images, "the window"));
  }

  /** With another number of epochs. */
  public Passes withEpochs(int epochs) {
    return new Passes(epochs, batch, accumulate, sampling, window);
  }
}
