package dev.fovea.net;

/**
 * The logarithm of the {@link Softmax} of a vector, {@code x - log(sum(exp(x)))}. A network that
 * ends in it is trained with the negative log-likelihood.
 */
public record LogSoftmax() implements Layer {

  @Override
  public String kind() {
    return "logsoftmax";
  }

  @Override
  public Shape output(Shape in) {
    Require.vector(in);
    return in;
  }

  @Override
  public String toString() {
    return "LogSoftmax";
  }
}
