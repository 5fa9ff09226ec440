package dev.fovea.net.zoo;

import dev.fovea.net.Activation;
import dev.fovea.net.AvgPool2d;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import dev.fovea.net.Sigmoid;
import dev.fovea.net.Tanh;

/** The network that the digits were first read with. */
final class LeNet5 {

  private LeNet5() {}

  static Network lenet5() {
    return with("lenet-5", new Tanh());
  }

  static Network lenet5Sigmoid() {
    return with("lenet-5-sigmoid", new Sigmoid());
  }

  private static Network with(String name, Activation activation) {
    return Network.of(
        name,
        new Shape(1, 28, 28),
        new Conv2d(6, 5).withPadding(2),
        activation,
        new AvgPool2d(2),
        new Conv2d(16, 5),
        activation,
        new AvgPool2d(2),
        new Flatten(),
        new Dense(120),
        activation,
        new Dense(84),
        activation,
        new Dense(10));
  }
}
