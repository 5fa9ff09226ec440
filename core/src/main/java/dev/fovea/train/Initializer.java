package dev.fovea.train;

import dev.fovea.data.Rng;
import dev.fovea.net.Network;
import dev.fovea.net.Tensor;
import java.util.Arrays;
import java.util.List;

/** The parameters that a training starts from. */
public final class Initializer {

  /** Keeps the random numbers of tensors apart from those of epochs, which count from 1. */
  private static final long FIRST_STREAM = 1_000_000;

  private Initializer() {}

  /**
   * PyTorch's default: weights and biases uniform between -1 and 1 over the root of the fan-in;
   * what scales begins at 1, what shifts at 0, and the running mean and variance at 0 and 1.
   *
   * @return the numbers of all tensors in the order of {@link Network#tensors}
   */
  public static float[] uniformByFanIn(Network network, long seed) {
    float[] parameters = new float[Math.toIntExact(network.numberCount())];
    List<Tensor> tensors = network.tensors();
    int at = 0;
    for (int t = 0; t < tensors.size(); t++) {
      Tensor tensor = tensors.get(t);
      int end = at + (int) tensor.size();
      switch (tensor.role()) {
        case SCALE, RUNNING_VARIANCE -> Arrays.fill(parameters, at, end, 1);
        case SHIFT, RUNNING_MEAN -> Arrays.fill(parameters, at, end, 0);
        case WEIGHT, BIAS -> {
          Rng rng = new Rng(seed, FIRST_STREAM + t);
          float bound = (float) (1 / Math.sqrt(tensor.fanIn()));
          for (int i = at; i < end; i++) {
            parameters[i] = bound * (2 * rng.nextFloat() - 1);
          }
        }
      }
      at = end;
    }
    return parameters;
  }
}
