package dev.fovea.data.augment;

/**
 * Bends an image as a trembling hand would: each pixel is moved by a random field, uniform between
 * -1 and 1, smoothed by a Gaussian and multiplied (Simard, Steinkraus, Platt: Best Practices for
 * Convolutional Neural Networks Applied to Visual Document Analysis, 2003). The field is zero
 * outside the image; the Gaussian ends at four times its width. Affine augmentations just before it
 * are done by the same interpolation: put it after them.
 *
 * @param alpha what the smoothed field is multiplied by, in pixels, from 0 to 10,000; the paper
 *     takes 34 for digits
 * @param sigma the width of the Gaussian in pixels, from 0.1 to 100; the paper takes 4 for digits
 */
public record Elastic(double alpha, double sigma) implements Augmentation {

  /** Checks the numbers. */
  public Elastic {
    Require.between(0, 10_000, alpha, "Elastic: alpha");
    Require.between(0.1, 100, sigma, "Elastic: sigma");
  }
}
