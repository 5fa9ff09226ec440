package dev.fovea.train.optimizer;

import dev.fovea.net.Network;
import dev.fovea.train.settings.Require;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * RMSProp (Tieleman and Hinton, 2012) as PyTorch has it: {@code g = gradient + decay w; s = alpha s
 * + (1 - alpha) g^2; v = momentum v + g / (sqrt(s) + epsilon); w -= rate v}. If it is centred
 * (Graves, 2013), {@code s - m^2} stands for {@code s} in the root, where {@code m} is the mean
 * gradient with the same alpha.
 *
 * @param learningRate more than 0; PyTorch's is 0.01
 * @param alpha what is kept of the mean squared gradient, from 0 up to but without 1; 0.99 unless
 *     said
 * @param epsilon added to the root, more than 0; 1e-8 unless said
 * @param momentum from 0 up to but without 1; 0 unless said
 * @param centered whether gradients are measured against their variance; not unless said
 * @param weightDecay how much parameters are drawn to zero; not at all unless said
 */
public record RmsProp(
    double learningRate,
    double alpha,
    double epsilon,
    double momentum,
    boolean centered,
    WeightDecay weightDecay)
    implements Optimizer {

  /**
   * Checks the numbers.
   *
   * @throws dev.fovea.data.InputException if one is out of its range
   */
  public RmsProp {
    Require.learningRate(learningRate);
    Require.kept(alpha, "RMSProp's alpha");
    Require.positive(epsilon, "RMSProp's epsilon");
    Require.kept(momentum, "the momentum");
  }

  /** PyTorch's defaults. */
  public RmsProp(double learningRate) {
    this(learningRate, 0.99, 1e-8, 0, false, WeightDecay.NONE);
  }

  @Override
  public RmsProp withLearningRate(double learningRate) {
    return new RmsProp(learningRate, alpha, epsilon, momentum, centered, weightDecay);
  }

  /** With another alpha. */
  public RmsProp withAlpha(double alpha) {
    return new RmsProp(learningRate, alpha, epsilon, momentum, centered, weightDecay);
  }

  /** With momentum. */
  public RmsProp withMomentum(double momentum) {
    return new RmsProp(learningRate, alpha, epsilon, momentum, centered, weightDecay);
  }

  /** The centred form. */
  public RmsProp withCentered() {
    return new RmsProp(learningRate, alpha, epsilon, momentum, true, weightDecay);
  }

  /** With weight decay of all parameters. */
  public RmsProp withWeightDecay(double rate) {
    return withWeightDecay(new WeightDecay(rate));
  }

  /** With this weight decay. */
  public RmsProp withWeightDecay(WeightDecay weightDecay) {
    return new RmsProp(learningRate, alpha, epsilon, momentum, centered, weightDecay);
  }

  @Override
  public Updater start(Network network) {
    return new Elementwise(network, weightDecay, new Rule(this, Elementwise.numbers(network)));
  }

  @Override
  public String toString() {
    return "rmsprop, learning rate "
        + learningRate
        + ", momentum "
        + momentum
        + (alpha == 0.99 && epsilon == 1e-8 ? "" : ", alpha " + alpha + ", epsilon " + epsilon)
        + (centered ? ", centered" : "")
        + weightDecay.text();
  }

  private static final class Rule implements Elementwise.Rule {

    private final float keep;
    private final float add;
    private final float epsilon;
    private final float momentum;
    private final float centered;
    private final float decay;
    private final float[] square;
    private final float[] mean;
    private final float[] velocity;
    private float rate;

    Rule(RmsProp settings, int numbers) {
      keep = (float) settings.alpha;
      add = (float) (1 - settings.alpha);
      epsilon = (float) settings.epsilon;
      momentum = (float) settings.momentum;
      centered = settings.centered ? 1 : 0;
      decay = (float) settings.weightDecay.rate();
      square = new float[numbers];
      // The plain form goes without these two; the other one takes both, for one loop.
      int more = settings.centered || settings.momentum > 0 ? numbers : 0;
      mean = new float[more];
      velocity = new float[more];
    }

    @Override
    public void nextStep(long step, double learningRate) {
      rate = (float) learningRate;
    }

    @Override
    public void update(float[] w, float[] gradient, int from, int to, boolean decayed) {
      float l2 = decayed ? decay : 0;
      if (velocity.length == 0) {
        plain(w, gradient, from, to, l2);
      } else {
        whole(w, gradient, from, to, l2);
      }
    }

    private void plain(float[] w, float[] gradient, int from, int to, float l2) {
      float[] square = this.square;
      float keep = this.keep;
      float add = this.add;
      float epsilon = this.epsilon;
      float rate = this.rate;
      for (int i = from; i < to; i++) {
        float g = gradient[i] + l2 * w[i];
        float s = keep * square[i] + add * (g * g);
        square[i] = s;
        w[i] -= rate * (g / ((float) Math.sqrt(s) + epsilon));
      }
    }

    private void whole(float[] w, float[] gradient, int from, int to, float l2) {
      float[] square = this.square;
      float[] mean = this.mean;
      float[] velocity = this.velocity;
      float keep = this.keep;
      float add = this.add;
      float epsilon = this.epsilon;
      float momentum = this.momentum;
      float centered = this.centered;
      float rate = this.rate;
      for (int i = from; i < to; i++) {
        float g = gradient[i] + l2 * w[i];
        float s = keep * square[i] + add * (g * g);
        square[i] = s;
        float m = keep * mean[i] + add * g;
        mean[i] = m;
        // Rounding can bring the variance below zero, where it has no root.
        float variance = Math.max(s - centered * (m * m), 0);
        float v = momentum * velocity[i] + g / ((float) Math.sqrt(variance) + epsilon);
        velocity[i] = v;
        w[i] -= rate * v;
      }
    }

    @Override
    public SequencedMap<String, float[]> memory() {
      SequencedMap<String, float[]> memory = new LinkedHashMap<>();
      memory.put("square", square);
      if (velocity.length > 0) {
        memory.put("mean", mean);
        memory.put("velocity", velocity);
      }
      return memory;
    }
  }
}
