package dev.fovea.train;

import dev.fovea.net.Network;

/**
 * How parameters follow their gradient: an immutable choice; what it remembers is an {@link
 * Updater}.
 */
public sealed interface Optimizer permits Sgd, Adam {

  /** The learning rate. */
  double learningRate();

  /** Begins a training of the numbers of {@code network}. */
  Updater start(Network network);
}
