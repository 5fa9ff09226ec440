package dev.fovea.recipe;

import dev.fovea.net.Loss;
import dev.fovea.train.optimizer.Optimizer;
import dev.fovea.train.optimizer.Sgd;
import dev.fovea.train.schedule.Constant;
import dev.fovea.train.schedule.Schedule;
import dev.fovea.train.settings.Require;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a network's numbers follow what is made small.
 *
 * @param optimizer how they follow the gradient; SGD 0.01 with momentum 0.5 unless said
 * @param schedule how the learning rate goes; constant unless said
 * @param loss what is made small; none: cross-entropy, or what is the same for a network that ends
 *     in a softmax
 * @param clipNorm the most that the norm of the gradient may be, more than 0; none: any
 * @param average the decay of the moving average that becomes the model, above 0 and below 1; none:
 *     no average
 */
public record Learning(
    Optimizer optimizer,
    Schedule schedule,
    Optional<Loss> loss,
    OptionalDouble clipNorm,
    OptionalDouble average) {

  /** What is done unless said otherwise. */
  public static final Learning USUAL =
      new Learning(
          new Sgd(0.01, 0.5),
          new Constant(),
          Optional.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty());

  /**
   * Checks the numbers.
   *
   * @throws dev.fovea.data.InputException if one is out of its range
   */
  public Learning {
    clipNorm.ifPresent(most -> Require.positive(most, "the norm to clip to"));
    average.ifPresent(decay -> Require.share(decay, "the decay of the average"));
  }

  /** With another optimizer. */
  public Learning withOptimizer(Optimizer optimizer) {
    return new Learning(optimizer, schedule, loss, clipNorm, average);
  }

  Learning withLoss(Loss loss) {
    return new Learning(optimizer, schedule, Optional.of(loss), clipNorm, average);
  }
}
