package dev.fovea.bench;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.data.Mnist;
import dev.fovea.net.Shape;

/**
 * The digits that a heat needs, as bytes in memory, the same for all sides: {@code pytorch/peer.py}
 * does to its own what {@link #fitted} does.
 */
final class Digits {

  private Digits() {}

  /** The training digits of its portion, in the shape of its network's images. */
  static Dataset training(Heat heat) {
    return fitted(Mnist.train().slice(0, heat.portion().images()), heat.network().input());
  }

  /** The test digits of its portion, in the same shape. */
  static Dataset test(Heat heat) {
    return fitted(Mnist.test().slice(0, heat.portion().tested()), heat.network().input());
  }

  /**
   * Gray images in the middle of larger black ones, the same in each channel; where rows or columns
   * cannot be divided evenly, one more comes after the image than before.
   *
   * @throws InputException if the images have more than one channel, or the shape is smaller
   */
  static Dataset fitted(Dataset images, Shape shape) {
    if (images.channels() != 1
        || images.height() > shape.height()
        || images.width() > shape.width()) {
      throw new InputException(
          "images of %d x %d x %d do not fit into a network for %s"
              .formatted(images.channels(), images.height(), images.width(), shape));
    }
    int top = (shape.height() - images.height()) / 2;
    int left = (shape.width() - images.width()) / 2;
    byte[] pixels = new byte[Math.multiplyExact(images.size(), shape.size())];
    for (int image = 0; image < images.size(); image++) {
      for (int c = 0; c < shape.channels(); c++) {
        for (int y = 0; y < images.height(); y++) {
          int from = (image * images.height() + y) * images.width();
          int row = (image * shape.channels() + c) * shape.height() + top + y;
          int to = row * shape.width() + left;
          System.arraycopy(images.pixels(), from, pixels, to, images.width());
        }
      }
    }
    return new Dataset(
        images.name(),
        shape.channels(),
        shape.height(),
        shape.width(),
        pixels,
        images.labels(),
        images.classes());
  }
}
