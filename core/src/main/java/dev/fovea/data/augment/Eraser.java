package dev.fovea.data.augment;

import dev.fovea.data.Rng;
import java.util.Arrays;

/** Random erasing: a black rectangle. */
final class Eraser implements Stage {

  private static final int TRIES = 10;
  private static final double LEAST_RATIO = 0.3;

  private final Erase erase;
  private final Size size;

  Eraser(Erase erase, Size size) {
    this.erase = erase;
    this.size = size;
  }

  @Override
  public void apply(byte[] image, int at, Rng random) {
    if (random.nextDouble(0, 1) >= erase.probability()) {
      return;
    }
    double pixels = (double) size.height() * size.width();
    double most = -StrictMath.log(LEAST_RATIO);
    for (int i = 0; i < TRIES; i++) {
      double area = pixels * random.nextDouble(erase.minArea(), erase.maxArea());
      double ratio = StrictMath.exp(random.nextDouble(-most, most));
      long height = Math.round(Math.sqrt(area * ratio));
      long width = Math.round(Math.sqrt(area / ratio));
      if (height <= size.height() && width <= size.width()) {
        int row = random.nextInt(size.height() - (int) height + 1);
        int column = random.nextInt(size.width() - (int) width + 1);
        blacken(image, at, row, column, (int) height, (int) width);
        return;
      }
    }
  }

  private void blacken(byte[] image, int at, int row, int column, int height, int width) {
    for (int channel = 0; channel < size.channels(); channel++) {
      for (int y = row; y < row + height; y++) {
        int from = at + (channel * size.height() + y) * size.width() + column;
        Arrays.fill(image, from, from + width, (byte) 0);
      }
    }
  }
}
