package dev.fovea.data.augment;

import dev.fovea.data.InputException;

/**
 * Makes a rectangle of an image black (Zhong et al.: Random Erasing Data Augmentation, 2017). Its
 * area is uniform in a range, its sides are to each other as 0.3 to 3.3, small and large ratios
 * alike, and all places are equally likely. A rectangle that does not fit is drawn again; after ten
 * the image stays as it is.
 *
 * @param probability how likely an image loses a rectangle, from 0 to 1; the paper takes 0.5
 * @param minArea the smallest share of the image, from 0 to 1; the paper takes 0.02
 * @param maxArea the largest share of the image, from {@code minArea} to 1; the paper takes 0.4
 */
public record Erase(double probability, double minArea, double maxArea) implements Augmentation {

  /** Checks the numbers. */
  public Erase {
    Require.between(0, 1, probability, "Erase: probability");
    Require.between(0, 1, minArea, "Erase: minArea");
    Require.between(0, 1, maxArea, "Erase: maxArea");
    if (minArea > maxArea) {
      throw new InputException(
          "Erase: minArea must be at most maxArea, not %s with a maxArea of %s"
              .formatted(minArea, maxArea));
    }
  }

  /** With the paper's areas. */
  public Erase(double probability) {
    this(probability, 0.02, 0.4);
  }
}
