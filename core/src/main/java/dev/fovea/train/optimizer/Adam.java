package dev.fovea.train.optimizer;

import dev.fovea.data.InputException;
import dev.fovea.net.Network;
import dev.fovea.train.settings.Require;

/**
 * Adam (Kingma and Ba, 2014), with PyTorch's defaults and its place of epsilon: {@code w -= rate /
 * (1 - beta1^t) * m / (sqrt(v / (1 - beta2^t)) + epsilon)}. Weight decay is added to the gradient:
 * {@code gradient + decay w}; {@link AdamW} has the other kind.
 *
 * @param learningRate more than 0; usually 0.001
 * @param beta1 decay of the mean gradient, from 0 up to but without 1; 0.9 unless said
 * @param beta2 decay of the mean squared gradient, likewise; 0.999 unless said
 * @param epsilon added to the root, more than 0; 1e-8 unless said
 * @param weightDecay how much parameters are drawn to zero; not at all unless said
 */
public record Adam(
    double learningRate, double beta1, double beta2, double epsilon, WeightDecay weightDecay)
    implements Optimizer {

  /**
   * Checks the numbers.
   *
   * @throws InputException if one is out of its range
   */
  public Adam {
    Require.learningRate(learningRate);
    AdamRule.check("Adam", beta1, beta2, epsilon);
  }

  /** Without weight decay. */
  public Adam(double learningRate, double beta1, double beta2, double epsilon) {
    this(learningRate, beta1, beta2, epsilon, WeightDecay.NONE);
  }

  /** The usual betas and epsilon. */
  public Adam(double learningRate) {
    this(learningRate, 0.9, 0.999, 1e-8);
  }

  @Override
  public Adam withLearningRate(double learningRate) {
    return new Adam(learningRate, beta1, beta2, epsilon, weightDecay);
  }

  /** With weight decay of all parameters. */
  public Adam withWeightDecay(double rate) {
    return withWeightDecay(new WeightDecay(rate));
  }

  /** With this weight decay. */
  public Adam withWeightDecay(WeightDecay weightDecay) {
    return new Adam(learningRate, beta1, beta2, epsilon, weightDecay);
  }

  @Override
  public Updater start(Network network) {
    int numbers = Elementwise.numbers(network);
    AdamRule rule = new AdamRule(beta1, beta2, epsilon, weightDecay.rate(), false, numbers);
    return new Elementwise(network, weightDecay, rule);
  }

  @Override
  public String toString() {
    boolean usual = beta1 == 0.9 && beta2 == 0.999 && epsilon == 1e-8;
    return "adam, learning rate "
        + learningRate
        + (usual ? "" : AdamRule.text(beta1, beta2, epsilon))
        + weightDecay.text();
  }
}
