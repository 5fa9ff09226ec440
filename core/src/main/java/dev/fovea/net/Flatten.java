package dev.fovea.net;

/** Makes {@code c x h x w} one vector, channel by channel and row by row, as PyTorch does. */
public record Flatten() implements Layer {

  @Override
  public String kind() {
    return "flatten";
  }

  @Override
  public Shape output(Shape in) {
    return Shape.vector(in.size());
  }

  @Override
  public String toString() {
    return "Flatten";
  }
}
