package dev.fovea.engine.kernel;

import java.util.Random;
import java.util.function.Consumer;

/** Each method of {@link Kernels}, compared with its twin on random shapes. */
enum KernelTwins {
  CORRELATE(SumTwins::correlate),
  CORRELATE_BLOCKS(SumTwins::correlateBlocks),
  CORRELATE_WEIGHTS(SumTwins::correlateWeights),
  TRANSFORM_TILE(TileTwins::transformTile),
  WEIGHTED_SUM(TileTwins::weightedSum),
  ADD(TileTwins::add),
  TILE_WEIGHTS(TileTwins::tileWeights),
  CHANNEL_SUMS(SumTwins::channelSums),
  DENSE_WEIGHTS(SumTwins::denseWeights),
  MAX_POOL(ElementTwins::maxPool),
  MAX_POOL_NUMBERED(ElementTwins::maxPoolNumbered),
  MAX_POOL_BACKWARD(ElementTwins::maxPoolBackward),
  RELU(ElementTwins::relu),
  RELU_BACKWARD(ElementTwins::reluBackward),
  ACTIVATION(ActivationTwins::forward),
  ACTIVATION_BACKWARD(ActivationTwins::backward),
  SOFTMAX(ActivationTwins::softmax),
  SOFTMAX_BACKWARD(ActivationTwins::softmaxBackward),
  LOG_SOFTMAX(ActivationTwins::logSoftmax),
  LOG_SOFTMAX_BACKWARD(ActivationTwins::logSoftmaxBackward),
  DROPOUT(ElementTwins::dropout),
  SOFTMAX_CROSS_ENTROPY(ElementTwins::softmaxCrossEntropy);

  private final Consumer<Random> comparison;

  KernelTwins(Consumer<Random> comparison) {
    this.comparison = comparison;
  }

  /**
   * Compares the twins on the shape that {@code seed} gives.
   *
   * @throws AssertionError if they differ or write what they must not
   */
  void compare(long seed) {
    try {
      comparison.accept(new Random(seed));
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("%s, seed %d: %s".formatted(this, seed, e), e);
    }
  }

  /** Compares all of them on {@code args[0]} shapes each, and says with which vectors. */
  public static void main(String[] args) {
    for (long seed = 0; seed < Long.parseLong(args[0]); seed++) {
      for (KernelTwins twins : values()) {
        twins.compare(seed);
      }
    }
    System.out.println("equal: " + Twins.VECTOR.name());
  }
}
