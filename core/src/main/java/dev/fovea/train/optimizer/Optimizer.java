package dev.fovea.train.optimizer;

import dev.fovea.net.Network;
import dev.fovea.train.schedule.Schedule;

/**
 * How parameters follow their gradient: an immutable choice; what it remembers is an {@link
 * Updater}. Formulas and defaults are PyTorch's.
 */
public sealed interface Optimizer permits Sgd, Adam, AdamW, RmsProp, Muon {

  /** The learning rate, which a {@link Schedule} multiplies. */
  double learningRate();

  /**
   * The same optimizer at another rate.
   *
   * @throws dev.fovea.data.InputException if it is not more than 0
   */
  Optimizer withLearningRate(double learningRate);

  /** Begins a training of a network. */
  Updater start(Network network);
}
