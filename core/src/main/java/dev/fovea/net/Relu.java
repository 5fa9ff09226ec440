package dev.fovea.net;

/** The rectifier max(0, x), element by element; shapes stay as they are. */
public record Relu() implements Layer {

  @Override
  public String kind() {
    return "relu";
  }

  @Override
  public Shape output(Shape in) {
    return in;
  }

  @Override
  public String toString() {
    return "ReLU";
  }
}
