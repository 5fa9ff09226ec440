package dev.fovea.data.augment;

/**
 * Mirrors an image.
 *
 * @param horizontal how likely left and right change places, from 0 to 1
 * @param vertical how likely top and bottom do, from 0 to 1
 */
public record Flip(double horizontal, double vertical) implements Affine {

  /** Left and right change places in every other image, as suits most photographs. */
  public static final Flip HORIZONTAL = new Flip(0.5, 0);

  /** Checks the probabilities. */
  public Flip {
    Require.between(0, 1, horizontal, "Flip: horizontal");
    Require.between(0, 1, vertical, "Flip: vertical");
  }
}
