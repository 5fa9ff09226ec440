package dev.fovea.train;

/** An {@link Optimizer} at work: it holds what is remembered from step to step. */
public interface Updater {

  /** Begins the next step; called once before its {@link #update} calls. */
  void nextStep();

  /**
   * Changes parameters {@code from} to {@code to} (exclusive) by their gradient. Threads call this
   * for ranges of their own; every number is treated alike, so ranges do not matter.
   */
  void update(float[] parameters, float[] gradient, int from, int to);
}
