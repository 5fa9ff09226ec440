package dev.fovea.train;

import java.util.SequencedMap;

/** An {@link Optimizer} at work: it holds what is remembered from step to step. */
public interface Updater {

  /**
   * Begins the next step; called once before its {@link #update} calls.
   *
   * @param learningRate of this step
   */
  void nextStep(double learningRate);

  /** What must be known of all numbers before one is changed; called once a step, by one thread. */
  default void prepare(float[] parameters, float[] gradient) {}

  /**
   * Changes parameters {@code from} to {@code to} (exclusive) by their gradient. Threads call this
   * for ranges of their own; every number is treated alike, so ranges do not matter.
   */
  void update(float[] parameters, float[] gradient, int from, int to);

  /**
   * What is remembered, to be saved and filled again: arrays as long as the parameters, by name;
   * not copies.
   */
  SequencedMap<String, float[]> memory();

  /** How many steps were begun. */
  long steps();

  /** Goes on after so many steps, once {@link #memory} is filled as it was then. */
  void restore(long steps);
}
