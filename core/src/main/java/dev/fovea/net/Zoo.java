package dev.fovea.net;

import java.util.List;
import java.util.Optional;

/** The networks that have a name. */
public final class Zoo {

  private static final Shape DIGIT = new Shape(1, 28, 28);

  private Zoo() {}

  /** The default: the small network of the first tutorial, 21,840 parameters. */
  public static Network lenet() {
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

  /**
   * The network of the drawing tutorial, 34,808 parameters. There it ends in a log-softmax and the
   * negative log-likelihood; here it ends in the logits and cross-entropy, which is the same.
   */
  public static Network doodle() {
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

  /** The network of the clothing tutorial, 28,938 parameters. */
  public static Network fashion() {
    return paddedPair("fashion");
  }

  /** The layers of {@link #fashion}, for digits, 28,938 parameters. */
  public static Network digits1632() {
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

  /** The network of the deep digits tutorial, with dropout, 3,304,426 parameters. */
  public static Network digitsDeep() {
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

  /** All of them, in the order of the tutorials. */
  public static List<Network> all() {
    return List.of(lenet(), doodle(), fashion(), digits1632(), digitsDeep());
  }

  /** The network called {@code name}, if there is one. */
  public static Optional<Network> find(String name) {
    return all().stream().filter(network -> network.name().equals(name)).findFirst();
  }
}
