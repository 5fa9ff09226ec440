package dev.fovea.fuzz;

import dev.fovea.data.Dataset;
import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.train.Trainer;
import dev.fovea.train.TrainingException;
import dev.fovea.train.optimizer.Sgd;
import java.nio.file.Path;
import java.util.List;

/** A training so small that it can be resumed some hundred times a second. */
final class TinyTraining {

  static final Network NETWORK =
      Network.of(
          "tiny",
          new Shape(1, 6, 6),
          new Conv2d(2, 3),
          new BatchNorm2d(),
          new Relu(),
          new MaxPool2d(2),
          new Flatten(),
          new Dense(2));

  private static final Dataset DATA =
      new Dataset("tiny", 1, 6, 6, pixels(), new int[] {0, 1, 0, 1}, List.of("a", "b"));

  private TinyTraining() {}

  /** Leaves a checkpoint in a folder, of the middle of its second epoch. */
  static void stop(Path folder) {
    int[] batches = {3};
    trainer().checkpoints(folder).stopWhen(() -> batches[0]-- == 0).fit(DATA);
  }

  /** Goes on from a checkpoint; numbers may be such that the loss explodes, which is told. */
  static void resume(Path checkpoint) {
    try {
      trainer().resume(checkpoint).fit(DATA);
    } catch (TrainingException _) {
      // An end that is allowed: the numbers of a checkpoint may be any.
    }
  }

  private static Trainer trainer() {
    return Trainer.of(NETWORK)
        .optimizer(new Sgd(0.01, 0.9))
        .average(0.9)
        .batch(2)
        .epochs(2)
        .threads(1);
  }

  private static byte[] pixels() {
    byte[] pixels = new byte[4 * 6 * 6];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 37);
    }
    return pixels;
  }
}
