package dev.fovea.net;

import java.util.List;

/**
 * The name and shape of one array of numbers that a layer computes with.
 *
 * @param name {@code weight} or {@code bias} in a layer; {@code conv1.weight} in a network
 * @param role what the layer does with it
 * @param dims sizes, outermost first, as PyTorch orders them: {@code [out, in, rows, columns]} for
 *     a convolution, {@code [out, in]} for a dense layer
 * @param fanIn how many inputs each output of the layer sums over; what initialisers scale by
 * @param fanOut how many outputs each input is part of, the stride left aside; likewise
 */
public record Tensor(String name, Role role, List<Integer> dims, int fanIn, long fanOut) {

  /** What a tensor is for. */
  public enum Role {
    /** Multiplies and sums; has a fan-in. */
    WEIGHT(true),
    /** Is added to such a sum. */
    BIAS(true),
    /** Multiplies each element or channel of what was normalised; begins at 1. */
    SCALE(true),
    /** Is added to it; begins at 0. */
    SHIFT(true),
    /** Follows the mean of the batches; begins at 0. */
    RUNNING_MEAN(false),
    /** Follows the variance of the batches; begins at 1. */
    RUNNING_VARIANCE(false);

    private final boolean trained;

    Role(boolean trained) {
      this.trained = trained;
    }

    /** Whether it is a parameter: changed by its gradient. Else it is measured. */
    public boolean trained() {
      return trained;
    }
  }

  /** Copies the sizes. */
  public Tensor {
    dims = List.copyOf(dims);
  }

  /** A tensor that sums over nothing. */
  static Tensor of(String name, Role role, List<Integer> dims) {
    return new Tensor(name, role, dims, 1, 1);
  }

  /** How many numbers the tensor holds. */
  public long size() {
    long size = 1;
    for (int dim : dims) {
      size = Math.multiplyExact(size, dim);
    }
    return size;
  }

  /** The same tensor under the name that it has in a network. */
  Tensor in(String node) {
    return new Tensor(node + "." + name, role, dims, fanIn, fanOut);
  }

  /** The name of the layer that it belongs to: what stands before the last dot of its own. */
  public String layer() {
    return name.substring(0, name.lastIndexOf('.'));
  }
}
