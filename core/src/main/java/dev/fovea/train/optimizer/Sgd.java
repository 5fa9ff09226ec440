package dev.fovea.train.optimizer;

import dev.fovea.net.Network;
import dev.fovea.train.settings.Require;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Stochastic gradient descent as PyTorch has it: {@code g = gradient + decay w; v = momentum v + g;
 * w -= rate v}, with Nesterov's momentum {@code w -= rate (g + momentum v)}.
 *
 * @param learningRate more than 0
 * @param momentum from 0 up to but without 1; 0 is plain descent
 * @param nesterov whether a step looks ahead along the momentum; not unless said
 * @param weightDecay how much parameters are drawn to zero; not at all unless said
 */
public record Sgd(double learningRate, double momentum, boolean nesterov, WeightDecay weightDecay)
    implements Optimizer {

  /**
   * Checks the numbers.
   *
   * @throws dev.fovea.data.InputException if one is out of its range, or Nesterov's momentum is 0
   */
  public Sgd {
    Require.learningRate(learningRate);
    Require.kept(momentum, "the momentum");
    if (nesterov) {
      Require.positive(momentum, "Nesterov's momentum");
    }
  }

  /** Without weight decay, and not Nesterov's. */
  public Sgd(double learningRate, double momentum) {
    this(learningRate, momentum, false, WeightDecay.NONE);
  }

  /** Without momentum. */
  public Sgd(double learningRate) {
    this(learningRate, 0);
  }

  @Override
  public Sgd withLearningRate(double learningRate) {
    return new Sgd(learningRate, momentum, nesterov, weightDecay);
  }

  /** With another momentum. */
  public Sgd withMomentum(double momentum) {
    return new Sgd(learningRate, momentum, nesterov, weightDecay);
  }

  /** With Nesterov's momentum. */
  public Sgd withNesterov() {
    return new Sgd(learningRate, momentum, true, weightDecay);
  }

  /** With weight decay of all parameters. */
  public Sgd withWeightDecay(double rate) {
    return withWeightDecay(new WeightDecay(rate));
  }

  /** With this weight decay. */
  public Sgd withWeightDecay(WeightDecay weightDecay) {
    return new Sgd(learningRate, momentum, nesterov, weightDecay);
  }

  @Override
  public Updater start(Network network) {
    int velocities = momentum == 0 ? 0 : Elementwise.numbers(network);
    return new Elementwise(network, weightDecay, new Rule(this, new float[velocities]));
  }

  @Override
  public String toString() {
    return "sgd, learning rate "
        + learningRate
        + ", momentum "
        + momentum
        + (nesterov ? ", nesterov" : "")
        + weightDecay.text();
  }

  /** Loops that are as short as each case allows: they wait for memory. */
  private static final class Rule implements Elementwise.Rule {

    private final float keep;
    private final boolean nesterov;
    private final float decay;
    private final float[] velocity;
    private float rate;

    Rule(Sgd sgd, float[] velocity) {
      this.keep = (float) sgd.momentum;
      this.nesterov = sgd.nesterov;
      this.decay = (float) sgd.weightDecay.rate();
      this.velocity = velocity;
    }

    @Override
    public void nextStep(long step, double learningRate) {
      rate = (float) learningRate;
    }

    @Override
    public void update(float[] w, float[] gradient, int from, int to, boolean decayed) {
      float l2 = decayed ? decay : 0;
      if (keep == 0) {
        plain(w, gradient, from, to, rate, l2);
      } else if (nesterov || decayed) {
        whole(w, gradient, velocity, from, to, rate, keep, l2, nesterov ? 1 : 0);
      } else {
        heavy(w, gradient, velocity, from, to, rate, keep);
      }
    }

    private static void plain(float[] w, float[] gradient, int from, int to, float rate, float l2) {
      for (int i = from; i < to; i++) {
        w[i] -= rate * (gradient[i] + l2 * w[i]);
      }
    }

    private static void heavy(
        float[] w, float[] gradient, float[] velocity, int from, int to, float rate, float keep) {
      for (int i = from; i < to; i++) {
        float v = keep * velocity[i] + gradient[i];
        velocity[i] = v;
        w[i] -= rate * v;
      }
    }

    /** Nesterov's step is {@code g + keep v}, the other {@code v}: the first by {@code ahead}. */
    private static void whole(
        float[] w,
        float[] gradient,
        float[] velocity,
        int from,
        int to,
        float rate,
        float keep,
        float l2,
        float ahead) {
      float along = 1 - ahead + ahead * keep;
      for (int i = from; i < to; i++) {
        float g = gradient[i] + l2 * w[i];
        float v = keep * velocity[i] + g;
        velocity[i] = v;
        w[i] -= rate * (ahead * g + along * v);
      }
    }

    @Override
    public SequencedMap<String, float[]> memory() {
      SequencedMap<String, float[]> memory = new LinkedHashMap<>();
      if (keep != 0) {
        memory.put("velocity", velocity);
      }
      return memory;
    }
  }
}
