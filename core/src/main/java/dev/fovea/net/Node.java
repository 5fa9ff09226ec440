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
}
