package dev.fovea.net;

import java.util.List;

/**
 * Batch normalisation (Ioffe and Szegedy, 2015): each channel is brought to mean 0 and variance 1,
 * and then scaled and shifted by numbers that are learnt. While training, mean and variance are
 * those of the batch, and the running ones follow them; in prediction they are the running ones.
 *
 * <p>As in PyTorch the batch is divided by {@code sqrt(variance + epsilon)} with the variance
 * divided by n; the running variance follows the one divided by n - 1: {@code running = (1 -
 * momentum) running + momentum measured}. Keras calls 1 - momentum the momentum.
 *
 * <p>In and out: {@code c x h x w}; a vector of c features will do. A batch to train on must hold
 * more than one number of each channel: two images at least where h and w are 1.
 *
 * @param epsilon added to the variance, more than 0; 1e-5 unless said
 * @param momentum how far the running numbers follow a batch, from 0 to 1; 0.1 unless said
 */
public record BatchNorm2d(double epsilon, double momentum) implements Normalization {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public BatchNorm2d {
    Require.positive(epsilon, "BatchNorm2d: epsilon");
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new IllegalArgumentException(
          "BatchNorm2d: momentum must be from 0 to 1, not " + momentum);
    }
  }

  /** PyTorch's defaults: epsilon 1e-5, momentum 0.1. */
  public BatchNorm2d() {
    this(1e-5, 0.1);
  }

  @Override
  public List<Tensor> tensors(Shape in) {
    List<Integer> dims = List.of(in.channels());
    return List.of(
        Tensor.of("weight", Tensor.Role.SCALE, dims),
        Tensor.of("bias", Tensor.Role.SHIFT, dims),
        Tensor.of("running_mean", Tensor.Role.RUNNING_MEAN, dims),
        Tensor.of("running_var", Tensor.Role.RUNNING_VARIANCE, dims));
  }

  @Override
  public String toString() {
    return "BatchNorm2d"
        + (epsilon == 1e-5 ? "" : ", epsilon " + epsilon)
        + (momentum == 0.1 ? "" : ", momentum " + momentum);
  }
}
