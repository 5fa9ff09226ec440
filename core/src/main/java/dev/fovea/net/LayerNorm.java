package dev.fovea.net;

import java.util.List;

/**
 * Layer normalisation (Ba et al., 2016): all elements of an image together are brought to mean 0
 * and variance 1, and each is then scaled and shifted by numbers of its own that are learnt.
 * PyTorch's {@code LayerNorm([c, h, w])}.
 *
 * @param epsilon added to the variance, more than 0; 1e-5 unless said
 */
public record LayerNorm(double epsilon) implements Normalization {

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is not more than 0
   */
  public LayerNorm {
    Require.positive(epsilon, "LayerNorm: epsilon");
  }

  /** PyTorch's default: epsilon 1e-5. */
  public LayerNorm() {
    this(1e-5);
  }

  @Override
  public List<Tensor> tensors(Shape in) {
    List<Integer> dims =
        in.isVector() ? List.of(in.channels()) : List.of(in.channels(), in.height(), in.width());
    return List.of(
        Tensor.of("weight", Tensor.Role.SCALE, dims), Tensor.of("bias", Tensor.Role.SHIFT, dims));
  }

  @Override
  public String toString() {
    return "LayerNorm" + (epsilon == 1e-5 ? "" : ", epsilon " + epsilon);
  }
}
