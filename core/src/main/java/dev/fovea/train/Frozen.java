package dev.fovea.train;

import dev.fovea.data.InputException;
import dev.fovea.net.Network;
import dev.fovea.net.Node;
import dev.fovea.net.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What is measured in frozen layers, such as a running mean: a batch changes it, and it is put back
 * after each one. The batch itself is normalised by its own mean and variance, as in PyTorch where
 * parameters need no gradient.
 */
final class Frozen {

  /** Some numbers that follow each other. */
  private record Piece(int from, float[] values) {}

  private final List<Piece> pieces = new ArrayList<>();

  /**
   * Remembers what is in {@code parameters} now.
   *
   * @param layers names of layers
   */
  Frozen(Network network, Set<String> layers, float[] parameters) {
    int at = 0;
    for (Tensor tensor : network.tensors()) {
      int end = at + Math.toIntExact(tensor.size());
      if (!tensor.role().trained() && layers.contains(tensor.layer())) {
        pieces.add(new Piece(at, Arrays.copyOfRange(parameters, at, end)));
      }
      at = end;
    }
  }

  /**
   * Checks the names of layers that shall be frozen.
   *
   * @throws InputException if there is no such layer, or nothing would be left to train
   */
  static void check(Network network, Set<String> layers) {
    List<String> names = network.nodes().stream().map(Node::name).toList();
    for (String layer : layers) {
      if (!names.contains(layer)) {
        throw new InputException(
            "network %s has no layer %s to freeze: choose among %s"
                .formatted(network.name(), layer, String.join(", ", names)));
      }
    }
    if (!layers.isEmpty() && Trained.of(network, layers).count() == 0) {
      throw new InputException(
          "network %s has nothing left to train: freeze fewer layers".formatted(network.name()));
    }
  }

  /** Makes the numbers what they were. */
  void putBack(float[] parameters) {
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      System.arraycopy(piece.values(), 0, parameters, piece.from(), piece.values().length);
    }
  }
}
