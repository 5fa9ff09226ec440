package dev.fovea.data.augment;

import dev.fovea.data.Rng;

/** Brightness or contrast: each pixel is multiplied, and something is added to it. */
final class Tone implements Stage {

  private static final int BITS = 16;

  private final double range;
  private final boolean aroundMean;
  private final Size size;

  Tone(Brightness brightness, Size size) {
    this.range = brightness.range();
    this.aroundMean = false;
    this.size = size;
  }

  Tone(Contrast contrast, Size size) {
    this.range = contrast.range();
    this.aroundMean = true;
    this.size = size;
  }

  @Override
  public void apply(byte[] image, int at, Rng random) {
    apply(image, at, random.nextDouble(1 - range, 1 + range));
  }

  /** With what was drawn. */
  void apply(byte[] image, int at, double factor) {
    int end = at + size.pixels();
    double centre = aroundMean ? (double) sum(image, at, end) / size.pixels() : 0;
    int times = (int) Math.round(factor * (1 << BITS));
    int plus = (int) Math.round(centre * (1 - factor) * (1 << BITS)) + (1 << (BITS - 1));
    for (int i = at; i < end; i++) {
      int value = ((image[i] & 0xff) * times + plus) >> BITS;
      image[i] = (byte) Math.max(0, Math.min(255, value));
    }
  }

  private static long sum(byte[] image, int at, int end) {
    long sum = 0;
    for (int i = at; i < end; i++) {
      sum += image[i] & 0xff;
    }
    return sum;
  }
}
