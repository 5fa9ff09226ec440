package dev.fovea.engine.kernel;

/**
 * Which function of one number a kernel of {@link ActivationKernels} computes.
 *
 * @param slope what {@link Kind#LEAKY} multiplies negative numbers by; the others do not look at it
 */
public record Curve(Kind kind, float slope) {

  /** The functions. */
  public enum Kind {
    /** x, or slope x where x is less than 0. */
    LEAKY,
    /** 1 / (1 + exp(-x)). */
    SIGMOID,
    /** The hyperbolic tangent. */
    TANH,
    /** x times the distribution function of the normal distribution. */
    GELU,
    /** x / (1 + exp(-x)). */
    SILU
  }

  /**
   * Whether the way back needs what came in. The other functions are one to one, so that what came
   * out says as much; a leaky rectifier of slope 0 looks at the sign alone.
   */
  public boolean fromInput() {
    return switch (kind) {
      case GELU, SILU -> true;
      case LEAKY, SIGMOID, TANH -> false;
    };
  }
}
