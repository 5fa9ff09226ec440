package dev.fovea.train.optimizer;

import java.util.SequencedMap;

/**
 * An {@link Optimizer} at work: it holds what is remembered from step to step.
 *
 * <p>A step is {@link #nextStep}, {@link #prepare} for all parts if {@link #prepares}, and then
 * {@link #update} for all numbers that are trained.
 */
public interface Updater {

  /** Begins the next step, at this learning rate. */
  void nextStep(double learningRate);

  /** Whether {@link #prepare} does anything. */
  default boolean prepares() {
    return false;
  }

  /**
   * Does what needs whole tensors, with all parameters and their gradient. It may put another
   * direction in the gradient's place. Threads call this for parts of their own; how many there are
   * does not matter to the result.
   *
   * @param part which one, from 0 on
   * @param parts into how many the tensors are divided
   */
  default void prepare(float[] parameters, float[] gradient, int part, int parts) {}

  /**
   * Changes parameters {@code from} to {@code to} (exclusive) by their gradient. Threads call this
   * for ranges of their own; ranges do not matter to the result.
   */
  void update(float[] parameters, float[] gradient, int from, int to);

  /**
   * What is remembered, by name: the arrays themselves, each as long as the parameters, so that a
   * checkpoint can save them and fill them again.
   */
  SequencedMap<String, float[]> memory();

  /** How many steps there have been. */
  long steps();

  /** Goes on as after {@code steps} steps; {@link #memory} is filled by whoever asks for this. */
  void restore(long steps);
}
