package dev.fovea.net;

import java.util.List;

/**
 * A fully connected layer, usually with a bias for each output.
 *
 * <p>In: a vector of n features (put a {@link Flatten} before it if there are rows and columns).
 * Out: a vector of {@code outFeatures}. Weights: {@code [outFeatures, n]}.
 *
 * @param outFeatures how many outputs there are, at least 1
 * @param bias whether a bias is added; so unless said
 */
public record Dense(int outFeatures, boolean bias) implements Layer {

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public Dense {
    Require.atLeast(1, outFeatures, "Dense: outFeatures");
  }

  /** With a bias. */
  public Dense(int outFeatures) {
    this(outFeatures, true);
  }

  /** The same layer without a bias. */
  public Dense withoutBias() {
    return new Dense(outFeatures, false);
  }

  @Override
  public String kind() {
    return "dense";
  }

  @Override
  public Shape output(Shape in) {
    Require.vector(in);
    return Shape.vector(outFeatures);
  }

  @Override
  public List<Tensor> tensors(Shape in) {
    Tensor weight =
        new Tensor(
            "weight", Tensor.Role.WEIGHT, List.of(outFeatures, in.size()), in.size(), outFeatures);
    return bias
        ? List.of(
            weight,
            new Tensor("bias", Tensor.Role.BIAS, List.of(outFeatures), in.size(), outFeatures))
        : List.of(weight);
  }

  @Override
  public long multiplyAdds(Shape in) {
    return (long) outFeatures * in.size();
  }

  @Override
  public String toString() {
    return "Dense " + outFeatures + (bias ? "" : ", no bias");
  }
}
