package dev.fovea.inspect;

import dev.fovea.data.InputException;
import dev.fovea.model.Model;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Network;
import dev.fovea.net.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The kernels of a convolution, as pictures. The array is not copied.
 *
 * @param layer the layer's name
 * @param count how many filters there are: the output channels
 * @param channels input channels that each filter sees
 * @param height rows of a kernel
 * @param width columns of a kernel
 * @param weights {@code [filter][channel][row][column]}
 */
public record Filters(
    String layer, int count, int channels, int height, int width, float[] weights) {

  /**
   * Of a layer.
   *
   * @throws InputException if the model has no such layer, or it is no convolution
   */
  public static Filters of(Model model, String layer) {
    Network network = model.network();
    if (!(network.nodes().get(Layers.find(network, layer)).layer() instanceof Conv2d)) {
      throw new InputException(
          "layer %s of network %s is no convolution: it has %s"
              .formatted(layer, network.name(), String.join(", ", Layers.convolutions(network))));
    }
    int at = 0;
    for (Tensor tensor : network.tensors()) {
      int size = Math.toIntExact(tensor.size());
      if (tensor.name().equals(layer + ".weight")) {
        List<Integer> dims = tensor.dims();
        float[] weights = Arrays.copyOfRange(model.parameters(), at, at + size);
        return new Filters(layer, dims.get(0), dims.get(1), dims.get(2), dims.get(3), weights);
      }
      at += size;
    }
    throw new IllegalStateException("a convolution without weights: this is a bug");
  }

  /** What a filter looks for in an input channel. */
  public Grid kernel(int filter, int channel) {
    Objects.checkIndex(filter, count);
    Objects.checkIndex(channel, channels);
    int at = (filter * channels + channel) * height * width;
    return new Grid(height, width, Arrays.copyOfRange(weights, at, at + height * width));
  }

  /** The largest weight, its sign left aside: what all kernels can be scaled by. */
  public float largest() {
    float most = 0;
    for (float weight : weights) {
      most = Math.max(most, Math.abs(weight));
    }
    return most;
  }
}
