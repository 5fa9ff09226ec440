package dev.fovea.net.zoo;

import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;

/** The networks of the tutorials, as these have them. */
final class Tutorials {

  private static final Shape DIGIT = new Shape(1, 28, 28);

  private Tutorials() {}

  static Network lenet() {
    return Network.of(
        "lenet",
        DIGIT,
        new Conv2d(10, 5),
        new MaxPool2d(2),
        new Relu(),
        new Conv2d(20, 5),
        new MaxPool2d(2),
        new Relu(),
        new Flatten(),
        new Dense(50),
        new Relu(),
        new Dense(10));
  }

  static Network doodle() {
    return Network.of(
        "doodle",
        DIGIT,
        new Conv2d(24, 5),
        new Relu(),
        new MaxPool2d(2),
        new Conv2d(24, 5),
        new Relu(),
        new MaxPool2d(2),
        new Flatten(),
        new Dense(50),
        new Relu(),
        new Dense(10));
  }

  static Network fashion() {
    return paddedPair("fashion");
  }

  static Network digits1632() {
    return paddedPair("digits-16-32");
  }

  private static Network paddedPair(String name) {
    return Network.of(
        name,
        DIGIT,
        new Conv2d(16, 5).withPadding(2),
        new Relu(),
        new MaxPool2d(2),
        new Conv2d(32, 5).withPadding(2),
        new Relu(),
        new MaxPool2d(2),
        new Flatten(),
        new Dense(10));
  }

  static Network digitsDeep() {
    return Network.of(
        "digits-deep",
        DIGIT,
        new Conv2d(32, 5).withPadding(2),
        new Relu(),
        new Conv2d(32, 5).withPadding(2),
        new Relu(),
        new MaxPool2d(2),
        new Dropout(0.25),
        new Conv2d(64, 3).withPadding(1),
        new Relu(),
        new Conv2d(64, 3).withPadding(1),
        new Relu(),
        new MaxPool2d(2),
        new Dropout(0.25),
        new Flatten(),
        new Dense(1024),
        new Relu(),
        new Dropout(0.5),
        new Dense(10));
  }
}
