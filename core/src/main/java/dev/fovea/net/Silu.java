package dev.fovea.net;

/** x times its logistic function, x / (1 + exp(-x)), also called Swish. */
public record Silu() implements Activation {

  @Override
  public String kind() {
    return "silu";
  }

  @Override
  public String toString() {
    return "SiLU";
  }
}
