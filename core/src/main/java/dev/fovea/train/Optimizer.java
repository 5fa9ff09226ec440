package dev.fovea.train;

/**
 * How parameters follow their gradient: an immutable choice; what it remembers is an {@link
 * Updater}.
 */
public sealed interface Optimizer permits Sgd, Adam {

  /** The learning rate. */
  double learningRate();

  /** Begins a training of {@code parameters} numbers. */
  Updater start(int parameters);
}
