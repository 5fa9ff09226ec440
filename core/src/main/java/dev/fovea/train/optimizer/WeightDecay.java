package dev.fovea.train.optimizer;

import dev.fovea.engine.Stretches;
import dev.fovea.net.Network;
import dev.fovea.net.Tensor;
import dev.fovea.train.settings.Require;

/**
 * How much parameters are drawn to zero in each step.
 *
 * @param rate at least 0; 0 is none, 1e-4 to 0.1 are usual
 * @param normAndBias whether biases, and what scales and shifts in normalisations, are drawn as
 *     well as weights: so in PyTorch, and here unless said
 */
public record WeightDecay(double rate, boolean normAndBias) {

  /** Nothing is drawn to zero. */
  public static final WeightDecay NONE = new WeightDecay(0);

  /**
   * Checks the rate.
   *
   * @throws dev.fovea.data.InputException if it is less than 0
   */
  public WeightDecay {
    Require.notNegative(rate, "the weight decay");
  }

  /** Of all parameters. */
  public WeightDecay(double rate) {
    this(rate, true);
  }

  /** Of the weights of convolutions and dense layers alone. */
  public static WeightDecay ofWeights(double rate) {
    return new WeightDecay(rate, false);
  }

  /** Which numbers of a network are drawn. */
  Stretches stretches(Network network) {
    return Stretches.of(
        network, tensor -> rate > 0 && (normAndBias || tensor.role() == Tensor.Role.WEIGHT));
  }

  /** What the text of an optimizer says of it: nothing if there is none. */
  String text() {
    if (rate == 0) {
      return "";
    }
    return ", weight decay " + rate + (normAndBias ? "" : " of weights alone");
  }
}
