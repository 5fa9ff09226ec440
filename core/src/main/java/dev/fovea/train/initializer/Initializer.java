package dev.fovea.train.initializer;

import dev.fovea.train.settings.Require;

/**
 * What the weights of a convolution or a dense layer begin with. All but {@link Normal} scale with
 * the layer: the fan-in is how many inputs an output sums over, the fan-out how many outputs an
 * input is part of. {@link Initializers} says which layers get which.
 */
public sealed interface Initializer {

  /** How random numbers are spread around 0. */
  enum Spread {
    /** All numbers up to a bound are equally likely. */
    UNIFORM,
    /** The bell curve. */
    NORMAL
  }

  /**
   * PyTorch's default for its layers, and here: uniform between -1 and 1 over the root of the
   * fan-in.
   */
  record FanIn() implements Initializer {}

  /**
   * Deviation {@code sqrt(2 / fan-in)} (He et al., 2015), for networks with ReLU: PyTorch's {@code
   * kaiming_normal_} and {@code kaiming_uniform_}, Keras' {@code HeNormal}.
   *
   * @param spread normal unless said
   */
  record He(Spread spread) implements Initializer {

    /** Normal. */
    public He() {
      this(Spread.NORMAL);
    }
  }

  /**
   * Deviation {@code sqrt(2 / (fan-in + fan-out))} (Glorot and Bengio, 2010): PyTorch's {@code
   * xavier_uniform_} and {@code xavier_normal_}, and what Keras begins with.
   *
   * @param spread uniform unless said
   */
  record Glorot(Spread spread) implements Initializer {

    /** Uniform. */
    public Glorot() {
      this(Spread.UNIFORM);
    }
  }

  /**
   * The bell curve with a deviation of its own.
   *
   * @param deviation at least 0; AlexNet's is 0.01
   */
  record Normal(double deviation) implements Initializer {

    /**
     * Checks the deviation.
     *
     * @throws dev.fovea.data.InputException if it is less than 0
     */
    public Normal {
      Require.notNegative(deviation, "the deviation of an initializer");
    }
  }

  /** All weights are 0, and the biases beside them. */
  record Zeros() implements Initializer {}
}
