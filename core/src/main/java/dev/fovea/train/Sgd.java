package dev.fovea.train;

import dev.fovea.data.InputException;
import dev.fovea.net.Network;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Stochastic gradient descent as PyTorch has it: {@code v = momentum v + gradient; w -= rate v}.
 *
 * @param learningRate more than 0
 * @param momentum from 0 up to but without 1; 0 is plain descent
 */
public record Sgd(double learningRate, double momentum) implements Optimizer {

  /**
   * Checks the numbers.
   *
   * @throws InputException if one is out of its range
   */
  public Sgd {
    if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
      throw new InputException("the learning rate must be more than 0, not " + learningRate);
    }
    if (!(momentum >= 0 && momentum < 1)) {
      throw new InputException("the momentum must be from 0 to less than 1, not " + momentum);
    }
  }

  /** Without momentum. */
  public Sgd(double learningRate) {
    this(learningRate, 0);
  }

  @Override
  public Updater start(Network network) {
    float keep = (float) momentum;
    float[] velocity = new float[Math.toIntExact(network.numberCount())];
    return new Updater() {
      private long steps;
      private float rate;

      @Override
      public void nextStep(double learningRate) {
        steps++;
        rate = (float) learningRate;
      }

      @Override
      public void update(float[] w, float[] gradient, int from, int to) {
        for (int i = from; i < to; i++) {
          float v = keep * velocity[i] + gradient[i];
          velocity[i] = v;
          w[i] -= rate * v;
        }
      }

      @Override
      public SequencedMap<String, float[]> memory() {
        return new LinkedHashMap<>(Map.of("velocity", velocity));
      }

      @Override
      public long steps() {
        return steps;
      }

      @Override
      public void restore(long steps) {
        this.steps = steps;
      }
    };
  }

  @Override
  public String toString() {
    return "sgd, learning rate " + learningRate + ", momentum " + momentum;
  }
}
