package dev.fovea.data.augment;

/**
 * Surrounds an image by {@code padding} pixels and cuts one of its own size out of it: a shift by
 * whole pixels. All places are equally likely.
 *
 * @param padding pixels on each side, at least 0 and less than the image's smaller side
 */
public record RandomCrop(int padding) implements Affine {

  /** Checks the padding. */
  public RandomCrop {
    Require.between(0, Require.LARGEST_SIDE, padding, "RandomCrop: padding");
  }
}
