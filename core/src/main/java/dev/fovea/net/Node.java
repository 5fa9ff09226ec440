package dev.fovea.net;

import java.util.List;

/**
 * A layer at its place in a network.
 *
 * @param name unique in the network: {@code conv1}, {@code pool1}, {@code conv2}
 * @param layer what it computes
 * @param inputs where its inputs come from: positions of earlier nodes, or {@link #IMAGE}
 */
public record Node(String name, Layer layer, List<Integer> inputs) {

  /** The input that stands for the image itself. */
  public static final int IMAGE = -1;

  /** Copies the inputs. */
  public Node {
    inputs = List.copyOf(inputs);
  }

  /**
   * The block that the layer is part of, by its name: {@code layer1} of {@code layer1.0.conv1};
   * empty if there is no dot in the name, or nothing on one side of the first.
   */
  public String group() {
    int dot = name.indexOf('.');
    return dot > 0 && dot < name.length() - 1 ? name.substring(0, dot) : "";
  }
}
