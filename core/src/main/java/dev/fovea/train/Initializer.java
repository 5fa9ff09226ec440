package dev.fovea.train;

import dev.fovea.data.Rng;
import dev.fovea.net.Network;
import dev.fovea.net.Tensor;
import java.util.List;

/** The parameters that a training starts from. */
public final class Initializer {

  /** Keeps the random numbers of tensors apart from those of epochs, which count from 1. */
  private static final long FIRST_STREAM = 1_000_000;

  private Initializer() {}

  /**
   * PyTorch's default for convolution and dense layers: weights and biases uniform between -1 and 1
   * over the root of the fan-in.
   *
   * @return all parameters in the order of {@link Network#tensors}
   */
  public static float[] uniformByFanIn(Network network, long seed) {
    float[] parameters = new float[Math.toIntExact(network.parameterCount())];
    List<Tensor> tensors = network.tensors();
    int at = 0;
    for (int t = 0; t < tensors.size(); t++) {
      Rng rng = new Rng(seed, FIRST_STREAM + t);
      float bound = (float) (1 / Math.sqrt(tensors.get(t).fanIn()));
      for (long i = tensors.get(t).size(); i > 0; i--) {
        parameters[at++] = bound * (2 * rng.nextFloat() - 1);
      }
    }
    return parameters;
  }
}
