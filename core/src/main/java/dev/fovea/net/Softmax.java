package dev.fovea.net;

/**
 * Makes numbers of any size probabilities that add up to 1: {@code exp(x) / sum(exp(x))} over the
 * features of a vector. A network that ends in it is trained with the negative log-likelihood of
 * these probabilities, which is what Keras calls categorical cross-entropy.
 */
public record Softmax() implements Layer {

  @Override
  public String kind() {
    return "softmax";
  }

  @Override
  public Shape output(Shape in) {
    Require.vector(in);
    return in;
  }

  @Override
  public String toString() {
    return "Softmax";
  }
}
