package dev.fovea.train.initializer;

import dev.fovea.data.InputException;
import dev.fovea.data.Rng;
import dev.fovea.net.Network;
import dev.fovea.net.Node;
import dev.fovea.net.Tensor;
import dev.fovea.train.settings.Require;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers that a training starts from: which {@link Initializer} each layer's weights get.
 *
 * <p>Biases are uniform between -1 and 1 over the root of the fan-in, as PyTorch has them, or all
 * 0. What scales in a normalisation begins at 1, what shifts at 0, the running mean and variance at
 * 0 and 1.
 *
 * @param weights for all layers that are not named
 * @param layers for layers by name
 * @param zeroBias whether biases are 0
 */
public record Initializers(Initializer weights, Map<String, Initializer> layers, boolean zeroBias) {

  /** PyTorch's default for its layers. */
  public static final Initializers DEFAULT = of(new Initializer.FanIn());

  /** Keras' default for its layers: Glorot's uniform weights, and no biases. */
  public static final Initializers KERAS = of(new Initializer.Glorot()).withZeroBias();

  /** Keeps the random numbers of tensors apart from those of epochs, which count from 1. */
  private static final long FIRST_STREAM = 1_000_000;

  /** Copies the map. */
  public Initializers {
    layers = Map.copyOf(layers);
  }

  /** The same for all weights; biases as in PyTorch. */
  public static Initializers of(Initializer weights) {
    return new Initializers(weights, Map.of(), false);
  }

  /** With another one for a layer of this name: {@code conv1}. */
  public Initializers with(String layer, Initializer initializer) {
    Map<String, Initializer> more = new LinkedHashMap<>(layers);
    more.put(layer, initializer);
    return new Initializers(weights, more, zeroBias);
  }

  /** With biases of 0. */
  public Initializers withZeroBias() {
    return new Initializers(weights, layers, true);
  }

  /**
   * Checks that a network has the layers that are named.
   *
   * @throws InputException if one is missing or has no weights
   */
  public void check(Network network) {
    for (String name : layers.keySet()) {
      Node node = Require.layer(network, name, "the initializer");
      if (network.tensors().stream().noneMatch(t -> isWeight(t) && t.layer().equals(name))) {
        throw new InputException(
            "the initializer names the layer '%s' of network %s, but %s has no weights"
                .formatted(name, network.name(), node.layer()));
      }
    }
  }

  private static boolean isWeight(Tensor tensor) {
    return tensor.role() == Tensor.Role.WEIGHT;
  }

  /**
   * The first numbers of all tensors, in the order of {@link Network#tensors}. Those of a tensor
   * depend on its place and the seed alone.
   *
   * @throws InputException if a layer that is named is missing or has no weights
   */
  public float[] numbers(Network network, long seed) {
    check(network);
    float[] numbers = new float[Math.toIntExact(network.numberCount())];
    List<Tensor> tensors = network.tensors();
    int at = 0;
    for (int t = 0; t < tensors.size(); t++) {
      Tensor tensor = tensors.get(t);
      int end = at + (int) tensor.size();
      Initializer chosen = layers.getOrDefault(tensor.layer(), weights);
      switch (tensor.role()) {
        case SCALE, RUNNING_VARIANCE -> Arrays.fill(numbers, at, end, 1);
        case SHIFT, RUNNING_MEAN -> Arrays.fill(numbers, at, end, 0);
        case WEIGHT, BIAS -> {
          Initializer drawn = tensor.role() == Tensor.Role.WEIGHT ? chosen : biases(chosen);
          Draws.fill(drawn, tensor, numbers, at, end, new Rng(seed, FIRST_STREAM + t));
        }
      }
      at = end;
    }
    return numbers;
  }

  private Initializer biases(Initializer beside) {
    return zeroBias || beside instanceof Initializer.Zeros
        ? new Initializer.Zeros()
        : new Initializer.FanIn();
  }
}
