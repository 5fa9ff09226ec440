package dev.fovea.net.zoo;

import dev.fovea.net.AvgPool2d;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import dev.fovea.net.Tanh;

/** The network that the digits were first read with. */
final class LeNet5 {

  private LeNet5() {}

  static Network lenet5() {
    return Network.of(
        "lenet-5",
        new Shape(1, 28, 28),
        new Conv2d(6, 5).withPadding(2),
        new Tanh(),
        new AvgPool2d(2),
        new Conv2d(16, 5),
        new Tanh(),
        new AvgPool2d(2),
        new Flatten(),
        new Dense(120),
        new Tanh(),
        new Dense(84),
        new Tanh(),
        new Dense(10));
  }
}
