package dev.fovea.train.optimizer;

import dev.fovea.net.Network;
import dev.fovea.train.schedule.Schedule;
import dev.fovea.train.settings.Require;

/**
 * Muon (Jordan et al., 2024): a step goes along the momentum of a whole weight matrix, made nearly
 * orthogonal by five Newton-Schulz iterations. As PyTorch has it since 2.9, but for the precision:
 * the iterations are in double.
 *
 * <p>A matrix is a weight of at least two sizes, {@code [out, rest]}, but for that of the last
 * dense layer. With {@code m} the momentum: {@code m += (1 - momentum) (gradient - m)}, {@code d =
 * (1 - momentum) gradient + momentum m} if it is Nesterov's and {@code m} if not, {@code w -= rate
 * decay w + rate sqrt(max(1, out / rest)) orthogonal(d)}. All other parameters follow {@code
 * others}, whose rate rises and falls with this one under a {@link Schedule}.
 *
 * <p>The iterations of a matrix run on one thread. They cost some {@code 1.5 rest x out^2 + 9
 * out^3} multiply-adds ({@code out} and {@code rest} changed places where {@code out} is larger):
 * little for small convolutions, too much for dense layers of thousands. {@link #start} refuses a
 * network for which they need more memory than there is.
 *
 * @param learningRate of the matrices, more than 0; usually 0.02
 * @param momentum from 0 up to but without 1; 0.95 unless said
 * @param nesterov whether a step looks ahead along the momentum; so unless said
 * @param weightDecay how much matrices are drawn to zero, at least 0; 0.1 unless said
 * @param others how all other parameters are trained
 */
public record Muon(
    double learningRate, double momentum, boolean nesterov, double weightDecay, AdamW others)
    implements Optimizer {

  /**
   * Checks the numbers.
   *
   * @throws dev.fovea.data.InputException if one is out of its range
   */
  public Muon {
    Require.learningRate(learningRate);
    Require.kept(momentum, "the momentum");
    Require.notNegative(weightDecay, "the weight decay");
  }

  /** PyTorch's defaults. */
  public Muon(double learningRate, AdamW others) {
    this(learningRate, 0.95, true, 0.1, others);
  }

  /** PyTorch's defaults, all other parameters by AdamW at its usual rate of 0.001. */
  public Muon(double learningRate) {
    this(learningRate, new AdamW(0.001));
  }

  /** The same at another rate; the rate of the other parameters stays. */
  @Override
  public Muon withLearningRate(double learningRate) {
    return new Muon(learningRate, momentum, nesterov, weightDecay, others);
  }

  /** With another momentum. */
  public Muon withMomentum(double momentum) {
    return new Muon(learningRate, momentum, nesterov, weightDecay, others);
  }

  /** Without looking ahead. */
  public Muon withoutNesterov() {
    return new Muon(learningRate, momentum, false, weightDecay, others);
  }

  /** With another weight decay of the matrices. */
  public Muon withWeightDecay(double weightDecay) {
    return new Muon(learningRate, momentum, nesterov, weightDecay, others);
  }

  @Override
  public Updater start(Network network) {
    return new MuonUpdater(this, network);
  }

  @Override
  public String toString() {
    return "muon, learning rate "
        + learningRate
        + ", momentum "
        + momentum
        + (nesterov ? "" : ", not nesterov")
        + (weightDecay == 0 ? "" : ", weight decay " + weightDecay)
        + ", others "
        + others;
  }
}
