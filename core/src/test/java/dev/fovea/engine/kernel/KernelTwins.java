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
  POINT_WEIGHTS(TileTwins::pointWeights),
  CHANNEL_SUMS(SumTwins::channelSums),
  DENSE_WEIGHTS(SumTwins::denseWeights),
  MAX_POOL(ElementTwins::maxPool),
  MAX_POOL_NUMBERED(ElementTwins::maxPoolNumbered),
  MAX_POOL_BACKWARD(ElementTwins::maxPoolBackward),
  AVERAGE(AverageTwins::average),
  AVERAGE_BACKWARD(AverageTwins::averageBackward),
  LAYER_NORM_MEASURE(NormTwins::measure),
  LAYER_NORM(NormTwins::layerNorm),
  LAYER_NORM_SUMS(NormTwins::sums),
  LAYER_NORM_BACKWARD(NormTwins::layerNormBackward),
  RESPONSE(NormTwins::response),
  RESPONSE_BACKWARD(NormTwins::responseBackward),
  RESPONSE_SPREAD(NormTwins::spread),
  RELU(ElementTwins::relu),
  RELU_BACKWARD(ElementTwins::reluBackward),
  ACTIVATION(ActivationTwins::forward),
  ACTIVATION_BACKWARD(ActivationTwins::backward),
  SOFTMAX(ActivationTwins::softmax),
  SOFTMAX_BACKWARD(ActivationTwins::softmaxBackward),
  LOG_SOFTMAX(ActivationTwins::logSoftmax),
  LOG_SOFTMAX_BACKWARD(ActivationTwins::logSoftmaxBackward),
  DROPOUT(ElementTwins::dropout),
  NORM_MEASURE(BatchNormTwins::measure),
  NORM_APPLY(BatchNormTwins::apply),
  NORM_GRADIENT_SUMS(BatchNormTwins::gradientSums),
  NORM_INPUT_GRADIENT(BatchNormTwins::inputGradient),
  NORM_APPLY_POOLED(BatchNormTwins::applyPooled),
  NORM_APPLY_POOLED_NUMBERED(BatchNormTwins::applyPooledNumbered),
  NORM_INPUT_GRADIENT_POOLED(BatchNormTwins::inputGradientPooled),
  SOFTMAX_CROSS_ENTROPY(ElementTwins::softmaxCrossEntropy),
  LOSS_CROSS_ENTROPY(LossTwins::crossEntropy),
  LOSS_OF_LOG_PROBABILITIES(LossTwins::ofLogProbabilities),
  LOSS_OF_PROBABILITIES(LossTwins::ofProbabilities),
  LOSS_SQUARED_ERROR(LossTwins::squaredError);

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
