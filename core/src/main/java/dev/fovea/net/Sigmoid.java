package dev.fovea.net;

/** The logistic function 1 / (1 + exp(-x)), element by element. */
public record Sigmoid() implements Activation {

  @Override
  public String kind() {
    return "sigmoid";
  }

  @Override
  public String toString() {
    return "Sigmoid";
  }
}
