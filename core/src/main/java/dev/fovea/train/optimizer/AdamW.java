package dev.fovea.train.optimizer;

import dev.fovea.net.Network;
import dev.fovea.train.settings.Require;

/**
 * {@link Adam} with decoupled weight decay (Loshchilov and Hutter, 2017), as PyTorch has it: {@code
 * w -= rate decay w} before Adam's step, whose means do not see the decay.
 *
 * @param learningRate more than 0; usually 0.001
 * @param beta1 decay of the mean gradient, from 0 up to but without 1; 0.9 unless said
 * @param beta2 decay of the mean squared gradient, likewise; 0.999 unless said
 * @param epsilon added to the root, more than 0; 1e-8 unless said
 * @param weightDecay how much parameters are drawn to zero; 0.01 of all unless said
 */
public record AdamW(
    double learningRate, double beta1, double beta2, double epsilon, WeightDecay weightDecay)
    implements Optimizer {

  /**
   * Checks the numbers.
   *
   * @throws dev.fovea.data.InputException if one is out of its range
   */
  public AdamW {
    Require.learningRate(learningRate);
    AdamRule.check("AdamW", beta1, beta2, epsilon);
  }

  /** The usual betas, epsilon and weight decay. */
  public AdamW(double learningRate) {
    this(learningRate, 0.9, 0.999, 1e-8, new WeightDecay(0.01));
  }

  @Override
  public AdamW withLearningRate(double learningRate) {
    return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay);
  }

  /** With weight decay of all parameters. */
  public AdamW withWeightDecay(double rate) {
    return withWeightDecay(new WeightDecay(rate));
  }

  /** With this weight decay. */
  public AdamW withWeightDecay(WeightDecay weightDecay) {
    return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay);
  }

  @Override
  public Updater start(Network network) {
    int numbers = Elementwise.numbers(network);
    AdamRule rule = new AdamRule(beta1, beta2, epsilon, weightDecay.rate(), true, numbers);
    return new Elementwise(network, weightDecay, rule);
  }

  @Override
  public String toString() {
    boolean usual = beta1 == 0.9 && beta2 == 0.999 && epsilon == 1e-8;
    return "adamw, learning rate "
        + learningRate
        + (usual ? "" : AdamRule.text(beta1, beta2, epsilon))
        + weightDecay.text();
  }
}
