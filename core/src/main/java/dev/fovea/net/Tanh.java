package dev.fovea.net;

/** The hyperbolic tangent, element by element. */
public record Tanh() implements Activation {

  @Override
  public String kind() {
    return "tanh";
  }

  @Override
  public String toString() {
    return "Tanh";
  }
}
