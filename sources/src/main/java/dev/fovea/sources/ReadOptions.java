package dev.fovea.sources;

import dev.fovea.data.InputException;
import java.util.OptionalInt;

/**
 * How images are read where their source leaves a choice.
 *
 * @param size rows and columns that all are brought to; empty to take them as they are
 * @param fit how a picture that is no square becomes one
 * @param scaling how its size is changed
 * @param channels 1 for gray, 3 for colour; empty for what the source has
 * @param strict whether a file that is no image is an error, and not only told
 */
public record ReadOptions(
    OptionalInt size, Fit fit, Interpolation scaling, OptionalInt channels, boolean strict) {

  /** As the source has them. */
  public static final ReadOptions PLAIN =
      new ReadOptions(
          OptionalInt.empty(), Fit.CROP, Interpolation.AREA, OptionalInt.empty(), false);

  /** How a picture that is no square becomes one. */
  public enum Fit {
    /** The middle of it, as large as can be. */
    CROP,
    /** All of it, with bars of its border's colour. */
    PAD
  }

  /** How a picture's size is changed. */
  public enum Interpolation {
    /** The mean of the part of the picture that a pixel covers. */
    AREA,
    /** Between the four nearest samples. */
    BILINEAR
  }

  /**
   * Checks the numbers.
   *
   * @throws InputException if the size is not 1 to 4096 or the channels are neither 1 nor 3
   */
  public ReadOptions {
    size.ifPresent(
        n -> {
          if (n < 1 || n > 4096) {
            throw new InputException("the size of images must be 1 to 4096, not " + n);
          }
        });
    channels.ifPresent(
        n -> {
          if (n != 1 && n != 3) {
            throw new InputException("images have 1 channel or 3, not " + n);
          }
        });
  }
}
