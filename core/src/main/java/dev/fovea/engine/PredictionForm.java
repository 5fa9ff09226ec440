package dev.fovea.engine;

import dev.fovea.net.Activation;
import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Dropout;
import dev.fovea.net.Flatten;
import dev.fovea.net.Join;
import dev.fovea.net.Layer;
import dev.fovea.net.LayerNorm;
import dev.fovea.net.LocalResponseNorm;
import dev.fovea.net.LogSoftmax;
import dev.fovea.net.Network;
import dev.fovea.net.Node;
import dev.fovea.net.Pooling;
import dev.fovea.net.Shape;
import dev.fovea.net.Softmax;
import dev.fovea.net.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network that computes, and goes back, as another one predicts: its steps for training are those
 * of the other in prediction mode.
 *
 * <p>Dropout has rate 0. A batch normalisation is what it is in prediction, a factor and a shift of
 * each channel: a 1 x 1 convolution of each channel by itself, with the running mean and variance
 * in its weights. A softmax at the end is left out, and so is its logarithm. And before everything
 * stands a convolution that leaves the image as it is: as it has a weight, there is a gradient for
 * what comes out of it.
 *
 * @param network the layers, under their names; before them the ones that leave the image as it is
 * @param parameters their numbers
 * @param image the node that is the image
 */
record PredictionForm(Network network, float[] parameters, int image) {

  /**
   * That of a network with its numbers.
   *
   * @throws IllegalArgumentException if there is nothing but a softmax
   */
  static PredictionForm of(Network network, float[] parameters) {
    int size = withoutSoftmax(network);
    int channels = network.input().channels();
    // One channel: two, because a single one could be one step with a pooling that reads it.
    int before = channels == 1 ? 2 : 1;
    List<Node> nodes = new ArrayList<>();
    List<float[]> numbers = new ArrayList<>();
    for (int i = 0; i < before; i++) {
      nodes.add(new Node(freeName(network, i), eachChannel(channels), List.of(i - 1)));
      float[] same = new float[2 * channels];
      Arrays.fill(same, 0, channels, 1f);
      numbers.add(same);
    }
    int from = 0;
    List<Shape> inputs = network.inputShapes();
    for (int i = 0; i < size; i++) {
      Node node = network.nodes().get(i);
      List<Tensor> tensors = node.layer().tensors(inputs.get(i));
      int to = from + (int) tensors.stream().mapToLong(Tensor::size).sum();
      float[] own = Arrays.copyOfRange(parameters, from, to);
      List<Integer> moved = node.inputs().stream().map(input -> input + before).toList();
      nodes.add(new Node(node.name(), layer(node.layer(), inputs.get(i)), moved));
      numbers.add(node.layer() instanceof BatchNorm2d norm ? weights(norm, own) : own);
      from = to;
    }
    return new PredictionForm(
        new Network(network.name(), network.input(), nodes), joined(numbers), before - 1);
  }

  private static int withoutSoftmax(Network network) {
    int size = network.nodes().size();
    while (size > 0 && isSoftmax(network.nodes().get(size - 1).layer())) {
      size--;
    }
    if (size == 0) {
      throw new IllegalArgumentException(
          "network %s has nothing before its softmax".formatted(network.name()));
    }
    return size;
  }

  private static boolean isSoftmax(Layer layer) {
    return layer instanceof Softmax || layer instanceof LogSoftmax;
  }

  private static Conv2d eachChannel(int channels) {
    return new Conv2d(channels, 1).withGroups(channels);
  }

  private static String freeName(Network network, int number) {
    String name = "image" + number;
    while (names(network).contains(name)) {
      name += "'";
    }
    return name;
  }

  private static List<String> names(Network network) {
    return network.nodes().stream().map(Node::name).toList();
  }

  private static Layer layer(Layer layer, Shape in) {
    return switch (layer) {
      case Dropout _ -> new Dropout(0);
      case BatchNorm2d _ -> eachChannel(in.channels());
      case Conv2d _, Dense _, Pooling _, Activation _, Join _, Flatten _ -> layer;
      case LayerNorm _, LocalResponseNorm _, Softmax _, LogSoftmax _ -> layer;
    };
  }

  /** The factors of the channels, then what is added. */
  private static float[] weights(BatchNorm2d norm, float[] numbers) {
    int channels = numbers.length / 4;
    BlockWeights.Norm line = BlockWeights.Norm.of(norm, numbers, 0, channels);
    float[] weights = new float[2 * channels];
    for (int c = 0; c < channels; c++) {
      weights[c] = (float) line.scale()[c];
      weights[channels + c] = (float) line.shift()[c];
    }
    return weights;
  }

  private static float[] joined(List<float[]> parts) {
    float[] all = new float[Math.toIntExact(parts.stream().mapToLong(p -> p.length).sum())];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
