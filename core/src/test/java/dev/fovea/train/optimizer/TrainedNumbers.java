package dev.fovea.train.optimizer;

import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;

/** Networks whose numbers the tests of optimizers update; none of them runs. */
public final class TrainedNumbers {

  /** That of golden/optimizers.py: it has a tensor of every role, and matrices wide and tall. */
  public static final Network ALL_ROLES =
      Network.of(
          "all roles",
          new Shape(2, 4, 4),
          new Conv2d(3, 3),
          new BatchNorm2d(),
          new Flatten(),
          new Dense(5),
          new Dense(8),
          new Dense(4));

  private TrainedNumbers() {}

  /** A network of so many weights and nothing else. */
  public static Network weights(int count) {
    return Network.of("weights", Shape.vector(count), new Dense(1).withoutBias());
  }

  /** One step with a gradient. */
  public static void step(Updater updater, double rate, float[] parameters, float... gradient) {
    updater.nextStep(rate);
    updater.prepare(parameters, gradient, 0, 1);
    updater.update(parameters, gradient, 0, parameters.length);
  }
}
