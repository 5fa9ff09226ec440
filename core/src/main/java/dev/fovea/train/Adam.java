package dev.fovea.train;

import dev.fovea.data.InputException;
import dev.fovea.net.Network;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Adam (Kingma and Ba, 2014), with PyTorch's defaults and its place of epsilon: {@code w -= rate /
 * (1 - beta1^t) * m / (sqrt(v / (1 - beta2^t)) + epsilon)}.
 *
 * @param learningRate more than 0; usually 0.001
 * @param beta1 decay of the mean gradient, from 0 up to but without 1; 0.9 unless said
 * @param beta2 decay of the mean squared gradient, likewise; 0.999 unless said
 * @param epsilon added to the root, more than 0; 1e-8 unless said
 */
public record Adam(double learningRate, double beta1, double beta2, double epsilon)
    implements Optimizer {

  /**
   * Checks the numbers.
   *
   * @throws InputException if one is out of its range
   */
  public Adam {
    if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
      throw new InputException("the learning rate must be more than 0, not " + learningRate);
    }
    if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
      throw new InputException(
          "Adam's betas must be from 0 to less than 1, not %s and %s".formatted(beta1, beta2));
    }
    if (!(epsilon > 0)) {
      throw new InputException("Adam's epsilon must be more than 0, not " + epsilon);
    }
  }

  /** The usual betas and epsilon. */
  public Adam(double learningRate) {
    this(learningRate, 0.9, 0.999, 1e-8);
  }

  @Override
  public Updater start(Network network) {
    int parameters = Math.toIntExact(network.numberCount());
    float[] mean = new float[parameters];
    float[] square = new float[parameters];
    return new Updater() {
      private long step;
      private float rate;
      private float rootScale;

      @Override
      public void nextStep(double learningRate) {
        step++;
        rate = (float) (learningRate / (1 - StrictMath.pow(beta1, (double) step)));
        rootScale = (float) (1 / Math.sqrt(1 - StrictMath.pow(beta2, (double) step)));
      }

      @Override
      public void update(float[] w, float[] gradient, int from, int to) {
        float b1 = (float) (1 - beta1);
        float b2 = (float) (1 - beta2);
        float small = (float) epsilon;
        for (int i = from; i < to; i++) {
          float g = gradient[i];
          mean[i] += b1 * (g - mean[i]);
          square[i] += b2 * (g * g - square[i]);
          w[i] -= rate * mean[i] / ((float) Math.sqrt(square[i]) * rootScale + small);
        }
      }

      @Override
      public SequencedMap<String, float[]> memory() {
        SequencedMap<String, float[]> memory = new LinkedHashMap<>();
        memory.put("mean", mean);
        memory.put("square", square);
        return memory;
      }

      @Override
      public long steps() {
        return step;
      }

      @Override
      public void restore(long steps) {
        step = steps;
      }
    };
  }

  @Override
  public String toString() {
    boolean usual = equals(new Adam(learningRate));
    return "adam, learning rate "
        + learningRate
        + (usual ? "" : ", betas " + beta1 + " and " + beta2 + ", epsilon " + epsilon);
  }
}
