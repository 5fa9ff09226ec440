package dev.fovea.bench;

import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;

/** What batch norm costs a small network: the clothing tutorial's, normalised. */
final class FashionBn {

  static final String NAME = "fashion-bn";

  private FashionBn() {}

  /**
   * The layers of {@code fashion} with its own 5 x 5 kernels, but each convolution without bias and
   * with batch norm behind it: 28,986 parameters.
   */
  static Network network() {
    return Network.of(
        NAME,
        new Shape(1, 28, 28),
        new Conv2d(16, 5).withPadding(2).withoutBias(),
        new BatchNorm2d(),
        new Relu(),
        new MaxPool2d(2),
        new Conv2d(32, 5).withPadding(2).withoutBias(),
        new BatchNorm2d(),
        new Relu(),
        new MaxPool2d(2),
        new Flatten(),
        new Dense(10));
  }
}
