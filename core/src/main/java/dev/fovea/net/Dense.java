package dev.fovea.net;

import java.util.List;

/**
 * A fully connected layer with a bias for each output.
 *
 * <p>In: a vector of n features (put a {@link Flatten} before it if there are rows and columns).
 * Out: a vector of {@code outFeatures}. Weights: {@code [outFeatures, n]}.
 *
 * @param outFeatures how many outputs there are, at least 1
 */
public record Dense(int outFeatures) implements Layer {

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public Dense {
    Require.atLeast(1, outFeatures, "Dense: outFeatures");
  }

  @Override
  public String kind() {
    return "dense";
  }

  @Override
  public Shape output(Shape in) {
    if (!in.isVector()) {
      throw new IllegalArgumentException("a vector is needed, not " + in + "; add a Flatten");
    }
    return Shape.vector(outFeatures);
  }

  @Override
  public List<Tensor> tensors(Shape in) {
    return List.of(
        new Tensor("weight", List.of(outFeatures, in.size()), in.size()),
        new Tensor("bias", List.of(outFeatures), in.size()));
  }

  @Override
  public long multiplyAdds(Shape in) {
    return (long) outFeatures * in.size();
  }

  @Override
  public String toString() {
    return "Dense " + outFeatures;
  }
}
