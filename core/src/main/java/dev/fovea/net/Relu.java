package dev.fovea.net;

/** The rectifier max(0, x), element by element. */
public record Relu() implements Activation {

  @Override
  public String kind() {
    return "relu";
  }

  @Override
  public String toString() {
    return "ReLU";
  }
}
