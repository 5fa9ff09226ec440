package dev.fovea.net;

import java.util.List;

/**
 * The name and shape of one array of parameters.
 *
 * @param name {@code weight} or {@code bias} in a layer; {@code conv1.weight} in a network
 * @param dims sizes, outermost first, as PyTorch orders them: {@code [out, in, rows, columns]} for
 *     a convolution, {@code [out, in]} for a dense layer
 * @param fanIn how many inputs each output of the layer sums over; what initialisers scale by
 */
public record Tensor(String name, List<Integer> dims, int fanIn) {

  /** Copies the sizes. */
  public Tensor {
    dims = List.copyOf(dims);
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
    return new Tensor(node + "." + name, dims, fanIn);
  }
}
