package dev.fovea.bench;

import java.util.List;
import java.util.function.BooleanSupplier;

/** A framework at work on one heat, in a process of its own. It has read the digits already. */
public interface Side extends AutoCloseable {

  /** Opens a side. */
  @FunctionalInterface
  interface Factory {
    /** For a heat, with this many threads. */
    Side open(Heat heat, int threads);
  }

  /** What runs: name and version. */
  String version();

  /**
   * Trains a new model on the training digits of the heat's {@link Portion}; it is the one that
   * {@link #correct} and {@link #predict} use from then on.
   *
   * @param epochs how often each image is seen
   * @param stop asked before each step: true ends the training
   * @return images a second of each whole epoch
   */
  List<Double> train(int epochs, BooleanSupplier stop);

  /** Predicts the test digits of the portion in batches of 256 and says how many are right. */
  int correct();

  /** Predicts one test digit by itself: its likeliest class. */
  int predict(int image);

  @Override
  void close();
}
