package dev.fovea.train;

/**
 * The exponential moving average of all of a network's numbers, also of those that are measured, as
 * timm has it. After step t it is {@code d average + (1 - d) now} with {@code d = min(decay, (1 +
 * t) / (10 + t))}, TensorFlow's rule, so that it does not hang on the first parameters for long.
 */
final class MovingAverage {

  private final double decay;
  private final float[] values;
  private float follow;

  MovingAverage(double decay, float[] parameters) {
    this.decay = decay;
    this.values = parameters.clone();
  }

  /** The average; not a copy. */
  float[] values() {
    return values;
  }

  /**
   * Begins step {@code step}, from 1; called before its {@link #update} calls.
   *
   * @param step how many steps of the optimizer there were, this one included
   */
  void nextStep(long step) {
    follow = (float) (1 - Math.min(decay, (1.0 + step) / (10.0 + step)));
  }

  /** Lets the numbers {@code from} to {@code to} (exclusive) follow; what stays stays exactly. */
  void update(float[] parameters, int from, int to) {
    for (int i = from; i < to; i++) {
      values[i] += follow * (parameters[i] - values[i]);
    }
  }
}
