package dev.fovea.train.optimizer;

import dev.fovea.data.InputException;
import dev.fovea.train.settings.Require;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * The steps of {@link Adam} and {@link AdamW}, which differ in the decay alone: the one adds {@code
 * decay w} to the gradient, the other takes {@code rate decay w} from {@code w}.
 */
final class AdamRule implements Elementwise.Rule {

  private final double beta1;
  private final double beta2;
  private final double epsilon;
  private final double decay;
  private final boolean decoupled;
  private final float[] mean;
  private final float[] square;
  private float rate;
  private float rootScale;
  private float shrink;

  AdamRule(
      double beta1, double beta2, double epsilon, double decay, boolean decoupled, int numbers) {
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.decay = decay;
    this.decoupled = decoupled;
    this.mean = new float[numbers];
    this.square = new float[numbers];
  }

  @Override
  public void nextStep(long step, double learningRate) {
    rate = (float) (learningRate / (1 - Powers.of(beta1, step)));
    rootScale = (float) (1 / Math.sqrt(1 - Powers.of(beta2, step)));
    shrink = (float) (learningRate * decay);
  }

  @Override
  public void update(float[] w, float[] gradient, int from, int to, boolean decayed) {
    if (!decayed) {
      plain(w, gradient, from, to);
    } else if (decoupled) {
      drawn(w, gradient, from, to, 0, shrink);
    } else {
      drawn(w, gradient, from, to, (float) decay, 0);
    }
  }

  private void plain(float[] w, float[] gradient, int from, int to) {
    float[] mean = this.mean;
    float[] square = this.square;
    float rate = this.rate;
    float rootScale = this.rootScale;
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

  private void drawn(float[] w, float[] gradient, int from, int to, float l2, float shrink) {
    float[] mean = this.mean;
    float[] square = this.square;
    float rate = this.rate;
    float rootScale = this.rootScale;
    float b1 = (float) (1 - beta1);
    float b2 = (float) (1 - beta2);
    float small = (float) epsilon;
    for (int i = from; i < to; i++) {
      float g = gradient[i] + l2 * w[i];
      mean[i] += b1 * (g - mean[i]);
      square[i] += b2 * (g * g - square[i]);
      float step = rate * mean[i] / ((float) Math.sqrt(square[i]) * rootScale + small);
      w[i] -= shrink * w[i] + step;
    }
  }

  @Override
  public SequencedMap<String, float[]> memory() {
    SequencedMap<String, float[]> memory = new LinkedHashMap<>();
    memory.put("mean", mean);
    memory.put("square", square);
    return memory;
  }

  /** Betas and epsilon, as both optimizers tell them. */
  static String text(double beta1, double beta2, double epsilon) {
    return ", betas %s and %s, epsilon %s".formatted(beta1, beta2, epsilon);
  }

  /**
   * Checks betas and epsilon, of both optimizers.
   *
   * @throws InputException if one is out of its range
   */
  static void check(String name, double beta1, double beta2, double epsilon) {
    if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
      throw new InputException(
          "%s's betas must be from 0 to less than 1, not %s and %s".formatted(name, beta1, beta2));
    }
    Require.positive(epsilon, name + "'s epsilon");
  }
}
